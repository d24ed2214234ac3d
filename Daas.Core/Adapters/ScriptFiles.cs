using System.Security.Cryptography;
using System.Text;
using Daas.Core.Adapters.Grammar;

namespace Daas.Core.Adapters;

/// <summary>
/// The files of one adapter's folder as they are on disk: <c>system.yaml</c> and one file for each operation. Evidence beside them does not
/// count.
/// </summary>
public static class ScriptFiles
{
    /// <summary>What says what the system is and how to sign in.</summary>
    public const string System = "system.yaml";

    /// <summary>Of every script's name.</summary>
    public const string Ending = ".yaml";

    /// <summary>True for a script, or for what was probably meant to be one; false for editors' leftovers.</summary>
    public static bool IsScript(string name) =>
        name is not ['.' or '#' or '~', ..]
        && (name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase));

    /// <summary>True for a name that an adapter or an operation can have: it is a folder, a file and a segment of an address.</summary>
    public static bool IsId(string name) => name.Length <= 100 && Names.IsId(name);

    /// <summary>True for a name that a script can have: <c>system.yaml</c>, or an operation's. It leads to no other folder.</summary>
    public static bool IsName(string name) => name.EndsWith(Ending, StringComparison.Ordinal) && IsId(name[..^Ending.Length]);

    /// <returns>Contents by file name, in order of names.</returns>
    /// <exception cref="IOException">The folder is not there, or a file cannot be read.</exception>
    public static SortedDictionary<string, byte[]> Load(string folder)
    {
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder).Where(p => IsScript(Path.GetFileName(p))))
            files[Path.GetFileName(path)] = File.ReadAllBytes(path);
        return files;
    }

    /// <summary>First twelve hex digits of the SHA-256 over names and contents; line endings do not matter.</summary>
    internal static string Version(IEnumerable<KeyValuePair<string, byte[]>> files)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, content) in files.OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var text = content.Where((b, i) => b != '\r' || i + 1 >= content.Length || content[i + 1] != '\n').ToArray();
            hash.AppendData(Encoding.UTF8.GetBytes($"{name}\n{text.Length}\n"));
            hash.AppendData(text);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..12];
    }
}
