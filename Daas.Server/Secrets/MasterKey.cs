using System.Security.Cryptography;

namespace Daas.Server.Secrets;

/// <summary>
/// Where the 256-bit master key comes from: <c>DAAS_MASTER_KEY</c> (base64), else the file <c>DAAS_MASTER_KEY_FILE</c>, else
/// <c>master.key</c> in the data folder, made on first use. It is never in the database.
/// </summary>
internal sealed class MasterKey
{
    public const string KeyVariable = "DAAS_MASTER_KEY";
    public const string FileVariable = "DAAS_MASTER_KEY_FILE";
    private const int Size = 32;

    private readonly string? _text;
    private readonly bool _mayMake;

    private MasterKey(string origin, string? path, string? text, bool mayMake)
    {
        Origin = origin;
        Path = path;
        _text = text;
        _mayMake = mayMake;
    }

    /// <summary>Where it comes from, for messages.</summary>
    public string Origin { get; }

    /// <summary>The file it is in; null when the environment holds it.</summary>
    public string? Path { get; }

    /// <param name="folder">The data folder.</param>
    /// <param name="variable">Reads an environment variable; null or empty is unset.</param>
    public static MasterKey From(string folder, Func<string, string?> variable)
    {
        if (variable(KeyVariable) is { Length: > 0 } text)
            return new MasterKey(KeyVariable, null, text, false);
        if (variable(FileVariable) is { Length: > 0 } file)
            return new MasterKey($"{file} (named by {FileVariable})", file, null, false);
        var own = System.IO.Path.Combine(folder, "master.key");
        return new MasterKey(own, own, null, true);
    }

    /// <summary>Reads the key.</summary>
    /// <param name="make">True: makes the file when it is the data folder's own and not there.</param>
    /// <exception cref="VaultException">The key is missing or is not 32 bytes as base64.</exception>
    public byte[] Read(bool make)
    {
        if (_text is not null)
            return Decoded(_text);
        if (!File.Exists(Path))
        {
            if (!_mayMake || !make)
                throw new VaultException($"The master key {Origin} is missing; restore it, or set {KeyVariable} to the key that sealed this data");
            Make(Path!);
        }

        try
        {
            return Decoded(File.ReadAllText(Path!));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new VaultException($"The master key {Origin} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>True when others than its owner may read the file.</summary>
    public bool IsOpenToOthers() =>
        !OperatingSystem.IsWindows() && Path is not null && File.Exists(Path)
        && (File.GetUnixFileMode(Path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute)) != 0;

    private byte[] Decoded(string text)
    {
        var key = new byte[Size];
        if (Convert.TryFromBase64String(text.Trim(), key, out var length) && length == Size)
            return key;
        throw new VaultException($"The master key {Origin} is not 32 bytes as base64; make one with: openssl rand -base64 32");
    }

    // Whole or not at all: a half-written key after a crash would lock out what it is to protect.
    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var draft = path + ".tmp";
        using (var stream = new FileStream(draft, options))
        {
            stream.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(RandomNumberGenerator.GetBytes(Size)) + "\n"));
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: false);
    }
}
