using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Daas.Core.Runs;

namespace Daas.Runtime.Connections;

/// <summary>
/// Sees to it that nobody gets a row twice or rows of two different answers mixed: a further attempt must give the rows told so far again, the
/// same and in the same order, before it may add new ones. Only a hash of them is kept.
/// </summary>
internal sealed class RowsTold
{
    private byte[] _hash = [];
    private IncrementalHash _current = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
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
        _current.Dispose();
        _current = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
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
        if (known > 0 && _seen == Count && !_current.GetCurrentHash().AsSpan().SequenceEqual(_hash))
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
        _hash = _current.GetCurrentHash();
        return fresh;
    }

    private void Add(Row row)
    {
        foreach (var value in row.Values)
        {
            // A mark before each value, so that neighbours cannot run together or stand for each other.
            var text = value is null ? "-" : $"{value.GetType().Name}:{Convert.ToString(value, CultureInfo.InvariantCulture)}";
            _current.AppendData(Encoding.UTF8.GetBytes($"{text.Length};{text}"));
        }

        _current.AppendData("\n"u8);
    }
}
