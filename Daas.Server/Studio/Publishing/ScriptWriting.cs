using System.Text;

namespace Daas.Server.Studio.Publishing;

/// <summary>
/// Writes the scripts of one adapter, all of them or none: whoever watches the folder never sees a half-written one, and what was there stays when it fails.
/// </summary>
internal static class ScriptWriting
{
    private static readonly UTF8Encoding Utf8 = new(false);

    /// <param name="folder">Of the adapter; made where it is not there.</param>
    /// <param name="files">Texts by file name, in the order in which they take the places of those that are there.</param>
    /// <exception cref="IOException">They cannot be written; nothing has changed.</exception>
    /// <exception cref="UnauthorizedAccessException">They may not be written; nothing has changed.</exception>
    public static void Write(string folder, IEnumerable<KeyValuePair<string, string>> files)
    {
        var mark = Guid.NewGuid().ToString("n")[..8];
        if (Directory.Exists(folder))
            Replace(folder, [.. files.Select(f => new Place(folder, f.Key, f.Value, mark))]);
        else
            Make(folder, files, mark);
    }

    // Names with a dot in front are no adapters, and no scripts, to the catalog.
    private static void Make(string folder, IEnumerable<KeyValuePair<string, string>> files, string mark)
    {
        var root = Path.GetDirectoryName(Path.GetFullPath(folder))!;
        Directory.CreateDirectory(root);
        var draft = Path.Combine(root, $".{Path.GetFileName(folder)}.{mark}");
        try
        {
            Directory.CreateDirectory(draft);
            foreach (var (name, text) in files)
                Put(Path.Combine(draft, name), Utf8.GetBytes(text));
            Directory.Move(draft, folder);
        }
        catch
        {
            Quietly(() => Directory.Delete(draft, recursive: true));
            throw;
        }
    }

    private static void Replace(string folder, IReadOnlyList<Place> places)
    {
        var taken = new Stack<Place>();
        try
        {
            // Whatever needs room on the disk comes first, copies of what was there included: going back needs none.
            foreach (var place in places)
            {
                Put(place.New, Utf8.GetBytes(place.Text));
                if (!File.Exists(place.Path))
                    continue;
                Put(place.Old, File.ReadAllBytes(place.Path));
                if (!OperatingSystem.IsWindows())
                    File.SetUnixFileMode(place.New, File.GetUnixFileMode(place.Path));
            }

            foreach (var place in places)
            {
                taken.Push(place);
                File.Move(place.New, place.Path, overwrite: true);
            }
        }
        catch
        {
            foreach (var place in taken)
            {
                if (File.Exists(place.Old))
                    Quietly(() => File.Move(place.Old, place.Path, overwrite: true));
                else if (!File.Exists(place.New))
                    Quietly(() => File.Delete(place.Path));
            }

            throw;
        }
        finally
        {
            foreach (var place in places)
            {
                Quietly(() => File.Delete(place.New));
                Quietly(() => File.Delete(place.Old));
            }
        }
    }

    private static void Put(string path, byte[] content)
    {
        using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        file.Write(content);
        file.Flush(flushToDisk: true);
    }

    // What is left behind is seen by nobody, and the first failure is the one to tell.
    private static void Quietly(Action act)
    {
        try
        {
            act();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
    }

    private sealed record Place(string Folder, string Name, string Text, string Mark)
    {
        public string Path => System.IO.Path.Combine(Folder, Name);

        public string New => System.IO.Path.Combine(Folder, $".{Name}.{Mark}");

        public string Old => System.IO.Path.Combine(Folder, $".{Name}.{Mark}.old");
    }
}
