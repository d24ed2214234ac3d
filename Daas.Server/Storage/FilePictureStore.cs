using Daas.Core.Storage;

namespace Daas.Server.Storage;

/// <summary>Pictures as files <c>pictures/RUN.png</c> in the data folder; the oldest leave when there are too many or they take too much room.</summary>
/// <param name="folder">The data folder.</param>
/// <param name="most">Number of pictures kept.</param>
/// <param name="mostBytes">Bytes they may take together.</param>
internal sealed class FilePictureStore(string folder, int most = 1_000, long mostBytes = 256L << 20) : PictureStore
{
    private readonly string _pictures = Path.Combine(folder, "pictures");

    public override async Task SaveAsync(string run, byte[] png, CancellationToken ct)
    {
        var path = PathOf(run) ?? throw new ArgumentException($"'{run}' cannot name a file", nameof(run));
        Directory.CreateDirectory(_pictures);
        var draft = $"{path}.{Guid.NewGuid():n}.tmp";
        try
        {
            await File.WriteAllBytesAsync(draft, png, ct);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    public override async Task<byte[]?> FindAsync(string run, CancellationToken ct)
    {
        if (PathOf(run) is not { } path || !File.Exists(path))
            return null;
        try
        {
            return await File.ReadAllBytesAsync(path, ct);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Removes the oldest beyond the limits; returns how many.</summary>
    public int Trim()
    {
        var pictures = new DirectoryInfo(_pictures);
        if (!pictures.Exists)
            return 0;
        var (kept, bytes, removed) = (0, 0L, 0);
        foreach (var picture in pictures.GetFiles("*.png").OrderByDescending(p => p.LastWriteTimeUtc))
        {
            bytes += picture.Length;
            if (++kept <= most && bytes <= mostBytes)
                continue;
            picture.Delete();
            removed++;
        }

        return removed;
    }

    // The run's name may come from an address: nothing that leads out of the folder becomes a path.
    private string? PathOf(string run) =>
        run.Length is > 0 and <= 100 && run.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? Path.Combine(_pictures, run + ".png") : null;
}
