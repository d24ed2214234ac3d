namespace Daas.Core.Runs;

/// <summary>What a running run tells. Closed: every consumer switches over all of them. The last one is always <see cref="Finished"/>.</summary>
public abstract record RunEvent
{
    private RunEvent()
    {
    }

    /// <param name="Path">The way taken.</param>
    /// <param name="Number">One-based number of the attempt.</param>
    public sealed record Attempt(RunPath Path, int Number) : RunEvent;

    /// <summary>A session is being made before the operation can go on.</summary>
    public sealed record SigningIn : RunEvent;

    /// <param name="Index">One-based.</param>
    /// <param name="Of">Number of steps.</param>
    /// <param name="Text">The step in plain words with the inputs in it, secrets left out. For the eyes of who started the run; not to be kept.</param>
    public sealed record Stepping(int Index, int Of, string Text) : RunEvent;

    /// <summary>What became of a step, and how. Told only where <see cref="RunRequest.Detailed"/> asks for it.</summary>
    /// <param name="Place">Which step.</param>
    /// <param name="End">How it ended.</param>
    /// <param name="Text">As <see cref="Stepping"/> tells it.</param>
    /// <param name="Took">From its beginning to its end.</param>
    public sealed record Stepped(StepPlace Place, StepEnd End, string Text, TimeSpan Took) : RunEvent
    {
        /// <summary>Null for a step without an element, and when it was not found.</summary>
        public FoundBy? Found { get; init; }

        /// <summary>In the order in which it waited.</summary>
        public IReadOnlyList<Waited> Waited { get; init; } = [];

        /// <summary>HTTP path: what was sent, redirects included.</summary>
        public IReadOnlyList<RequestMade> Requests { get; init; } = [];

        /// <summary>Why it failed, as the path met it; the result's error is the judged one.</summary>
        public RunError? Error { get; init; }
    }

    /// <param name="Page">One-based page.</param>
    /// <param name="Pages">Number of pages, when the system tells.</param>
    /// <param name="Items">The rows of this page only. Never given twice, also not by a second attempt.</param>
    public sealed record Rows(int Page, int? Pages, IReadOnlyList<Row> Items) : RunEvent;

    /// <summary>An attempt failed and another follows.</summary>
    public sealed record Retrying(RunError Error) : RunEvent;

    public sealed record Finished(RunResult Result) : RunEvent;
}
