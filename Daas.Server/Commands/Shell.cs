using System.Text;

namespace Daas.Server.Commands;

/// <summary>What surrounds a verb: the terminal, the environment, the current folder. Tests put their own in its place.</summary>
internal sealed record Shell
{
    public required TextWriter Out { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader In { get; init; }

    public required Func<string, string?> Environment { get; init; }

    /// <summary>The current folder.</summary>
    public required string Folder { get; init; }

    /// <summary>True when a person sits at the other end of <see cref="Error"/>: a line may be written over.</summary>
    public bool Live { get; init; }

    /// <summary>Columns of the terminal that <see cref="Out"/> is; null when it is none, and nothing need fit.</summary>
    public int? Columns { get; init; }

    /// <summary>True when what is typed can be asked for.</summary>
    public bool CanAsk { get; init; }

    /// <summary>Reads a line without showing it; only where <see cref="CanAsk"/>.</summary>
    public Func<string> ReadSecret { get; init; } = () => throw new InvalidOperationException();

    public static Shell Real { get; } = new()
    {
        Out = Console.Out,
        Error = Console.Error,
        In = Console.In,
        Environment = System.Environment.GetEnvironmentVariable,
        Folder = Directory.GetCurrentDirectory(),
        Live = !Console.IsErrorRedirected && System.Environment.GetEnvironmentVariable("TERM") is not ("dumb" or ""),
        Columns = !Console.IsOutputRedirected && Console.WindowWidth is > 0 and var columns ? columns : null,
        CanAsk = !Console.IsInputRedirected,
        ReadSecret = ReadKeys,
    };

    /// <summary>True when the environment asks for Chinese.</summary>
    public bool Chinese =>
        (Environment("LC_ALL") is { Length: > 0 } all ? all : Environment("LC_MESSAGES") is { Length: > 0 } messages ? messages : Environment("LANG"))
        ?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true;

    private static string ReadKeys()
    {
        var typed = new StringBuilder();
        while (Console.ReadKey(intercept: true) is { Key: not ConsoleKey.Enter } key)
        {
            if (key.Key == ConsoleKey.Backspace)
                typed.Length = Math.Max(0, typed.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                typed.Append(key.KeyChar);
        }

        return typed.ToString();
    }
}
