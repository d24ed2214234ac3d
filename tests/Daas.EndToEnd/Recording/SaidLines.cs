namespace Daas.EndToEnd.Recording;

/// <summary>What a verb printed, while it is still running.</summary>
internal sealed class SaidLines : StringWriter
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);

    private readonly Lock _sync = new();

    public override void WriteLine(string? value)
    {
        lock (_sync)
            base.WriteLine(value);
    }

    public override string ToString()
    {
        lock (_sync)
            return base.ToString();
    }

    /// <summary>The first line that begins so; null when the verb ended without it.</summary>
    public async Task<string?> FirstAsync(string begin, Task verb, CancellationToken ct)
    {
        while (true)
        {
            var over = verb.IsCompleted;
            if (ToString().Split('\n').Select(l => l.TrimEnd('\r')).FirstOrDefault(l => l.StartsWith(begin, StringComparison.Ordinal)) is { } line)
                return line;
            if (over)
                return null;
            await Task.Delay(Beat, ct);
        }
    }
}
