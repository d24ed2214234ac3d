using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daas.Core.Runs;

namespace Daas.Runtime.Connections;

/// <summary>
/// Sees to it that nobody gets a row twice or rows of two different answers mixed: a further attempt must give the rows told so far again, the
/// same and in the same order, before it may add new ones. Only a hash of them is kept: of each row with the hash of those before it, so that it is the
/// same however the rows are cut into pages.
/// </summary>
internal sealed class RowsTold
{
    private readonly byte[] _told = new byte[SHA256.HashSizeInBytes];
    private readonly byte[] _current = new byte[SHA256.HashSizeInBytes];
    private ArrayBufferWriter<byte>? _row;
    private int _seen;

    /// <summary>Rows the reader has.</summary>
    public int Count { get; private set; }

    /// <summary>True once an attempt gave other rows than were told.</summary>
    public bool Broken { get; private set; }

    /// <summary>True when the attempt has given at least what was told before.</summary>
    public bool Complete => _seen >= Count;

    public static RunError Changed { get; } = new(
        ErrorClass.ContractViolation, "The data changed while it was read: a second attempt gave other rows than the first. Nothing was mixed; read it again.");

    /// <summary>A further attempt begins at the first row.</summary>
    public void Again()
    {
        Array.Clear(_current);
        _seen = 0;
    }

    /// <summary>Takes the rows of a page and returns those that are new to the reader.</summary>
    public IReadOnlyList<Row> Take(IReadOnlyList<Row> page)
    {
        if (Broken)
            return [];
        var known = Math.Min(page.Count, Math.Max(0, Count - _seen));
        for (var i = 0; i < known; i++)
            Add(page[i]);
        _seen += known;
        if (known > 0 && _seen == Count && !_current.AsSpan().SequenceEqual(_told))
        {
            Broken = true;
            return [];
        }

        if (known == page.Count)
            return [];
        IReadOnlyList<Row> fresh = known == 0 ? page : [.. page.Skip(known)];
        foreach (var row in fresh)
            Add(row);
        _seen += fresh.Count;
        Count = _seen;
        _current.CopyTo(_told, 0);
        return fresh;
    }

    private void Add(Row row)
    {
        _row ??= new ArrayBufferWriter<byte>(1024);
        _row.ResetWrittenCount();
        _row.Write(_current);
        foreach (var value in row.Values)
            Write(_row, value);
        SHA256.HashData(_row.WrittenSpan, _current);
    }

    // A mark and the length before each value, so that neighbours cannot run together or stand for each other.
    private static void Write(ArrayBufferWriter<byte> row, object? value)
    {
        if (value is null)
        {
            row.Write("-"u8);
            return;
        }

        var text = value as string;
        if (text is null)
        {
            Encoding.UTF8.GetBytes(value.GetType().Name, row);
            text = value is IFormattable formattable ? formattable.ToString(null, CultureInfo.InvariantCulture) : value.ToString()!;
        }

        row.Write(":"u8);
        BitConverter.TryWriteBytes(row.GetSpan(sizeof(int)), text.Length);
        row.Advance(sizeof(int));
        Encoding.UTF8.GetBytes(text, row);
    }
}
