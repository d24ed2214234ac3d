using System.IO.Compression;

namespace Daas.Recorder.Import.Archives;

/// <summary>The bytes of a file and of what lies beside it: in its folder, or, for an archive of Playwright's, in the same zip.</summary>
internal sealed class Attachments : IDisposable
{
    private const long MostUnpacked = 1L << 30;

    private readonly string _path;
    private readonly ZipArchive? _zip;
    private long _taken;

    private Attachments(string path, ZipArchive? zip) => (_path, _zip) = (path, zip);

    public static Attachments Of(string path)
    {
        using (var file = File.OpenRead(path))
        {
            if (file.ReadByte() != 'P' || file.ReadByte() != 'K')
                return new Attachments(path, null);
        }

        return new Attachments(path, ZipFile.OpenRead(path));
    }

    /// <summary>The file itself, or the one .har of an archive.</summary>
    public byte[] Main()
    {
        if (_zip is null)
            return File.ReadAllBytes(_path);
        var hars = _zip.Entries.Where(e => e.Name.EndsWith(".har", StringComparison.OrdinalIgnoreCase)).ToList();
        return hars is [var har] ? Unpacked(har) : throw new ImportException($"the archive holds {hars.Count} .har files; one is expected");
    }

    /// <summary>Null when there is none; a name that leads elsewhere is none.</summary>
    public byte[]? Find(string name)
    {
        if (name.Length == 0 || name != Path.GetFileName(name) || name.Contains('\\', StringComparison.Ordinal) || name is "." or "..")
            return null;
        if (_zip is not null)
            return _zip.GetEntry(name) is { } entry ? Unpacked(entry) : null;
        var file = new FileInfo(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_path))!, name));
        return file is { Exists: true, LinkTarget: null } && (_taken += file.Length) <= MostUnpacked ? File.ReadAllBytes(file.FullName) : null;
    }

    public void Dispose() => _zip?.Dispose();

    private byte[] Unpacked(ZipArchiveEntry entry)
    {
        using var source = entry.Open();
        using var target = new MemoryStream();
        var room = new byte[81_920];
        for (var count = source.Read(room); count > 0; count = source.Read(room))
        {
            // What the archive says of its sizes is not believed.
            if ((_taken += count) > MostUnpacked)
                throw new ImportException($"{entry.FullName} and what came before unpack to more than {MostUnpacked >> 20} MB");
            target.Write(room, 0, count);
        }

        return target.ToArray();
    }
}
