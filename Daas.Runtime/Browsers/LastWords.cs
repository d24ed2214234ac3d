namespace Daas.Runtime.Browsers;

/// <summary>The line of a failed program's output that says why: its first error, or else its last line.</summary>
internal sealed class LastWords
{
    // Both output streams of a program are heard.
    private readonly Lock sync = new();
    private string words = "";
    private bool isError;

    public void Hear(string line)
    {
        lock (sync)
        {
            if (isError)
                return;
            isError = line.StartsWith("Error", StringComparison.Ordinal) || line.StartsWith("E: ", StringComparison.Ordinal)
                || line.Contains("error while loading", StringComparison.Ordinal);
            words = line.Length <= 200 ? line : line[..200] + "…";
        }
    }

    public override string ToString() => words;
}
