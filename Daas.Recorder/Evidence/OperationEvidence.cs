using System.Text.Json.Nodes;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Deriving;

namespace Daas.Recorder.Evidence;

/// <summary>
/// What a recording leaves behind for tests and repairs of one operation: its pages, exchanges and elements with personal data replaced, and what the
/// operation gave on them. Read and written by <see cref="EvidenceFolder"/>.
/// </summary>
public sealed record OperationEvidence
{
    public required string Operation { get; init; }

    /// <summary>When it was recorded.</summary>
    public required DateTimeOffset Recorded { get; init; }

    /// <summary>Where it began.</summary>
    public required Uri Url { get; init; }

    /// <summary>Values of the demonstration by input, in the REST surface's form.</summary>
    public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

    /// <summary>Steps whose element is on a page kept, in the order in which they were done.</summary>
    public IReadOnlyList<EvidenceStep> Steps { get; init; } = [];

    public IReadOnlyList<EvidencePage> Pages { get; init; } = [];

    /// <summary>In the order in which they were sent.</summary>
    public IReadOnlyList<EvidenceExchange> Exchanges { get; init; } = [];

    /// <summary>What the operation reads from its pages.</summary>
    public IReadOnlyList<EvidenceAnswer> Answers { get; init; } = [];

    /// <summary>The file that was taken; null when none was.</summary>
    public EvidenceFile? File { get; init; }

    /// <summary>Why the draft has something as it has.</summary>
    public IReadOnlyList<Reason> Reasons { get; init; } = [];

    /// <summary>What the draft left open.</summary>
    public IReadOnlyList<Doubt> Doubts { get; init; } = [];

    /// <summary>Why its plain requests are what they are; null when none were derived.</summary>
    public Derived? Requests { get; init; }

    /// <summary>What could not be kept, and why.</summary>
    public IReadOnlyList<string> Gaps { get; init; } = [];

    /// <summary>A page as extraction sees it; null when it is not kept.</summary>
    public PageView? View(string page) => Pages.FirstOrDefault(p => p.Id == page) is not { } kept ? null : new PageView
    {
        Url = kept.Url,
        Title = kept.Title,
        Status = kept.Status,
        Frames = [.. kept.Frames.Select(f => new FrameView(f.Url, f.Name, f.Html))],
        Dialogs = kept.Dialogs,
        Json = [.. kept.Json.Select(id => Exchanges.FirstOrDefault(e => e.Id == id)).OfType<EvidenceExchange>().Select(e => new JsonView(e.Url, e.Body ?? ""))],
    };

    /// <summary>What references stand for in the demonstration.</summary>
    public TemplateValues Values(Operation operation)
    {
        var values = RunInputs.Values(operation, Inputs);
        values.Set("credential.user", "user");
        return values;
    }
}

/// <summary>A step and the element that it was done to.</summary>
/// <param name="Part"><c>signIn</c> or <c>operation</c>.</param>
/// <param name="Text">The step in plain words.</param>
/// <param name="Page">The page on which its locator found the element.</param>
/// <param name="Element">What it looked like.</param>
/// <param name="Mark">Which element of that page it is: the value of its attribute <see cref="Recordings.ElementMark.Attribute"/>; null when several deeds
/// made the
/// step, and the locator finds what none of them was done to.</param>
public sealed record EvidenceStep(string Part, string Text, string Page, Locators.Fingerprint Element, string? Mark = null);

/// <summary>What one window showed at one moment.</summary>
public sealed record EvidencePage
{
    /// <summary><c>p1</c> and on, in the order of the recording.</summary>
    public required string Id { get; init; }

    public string Window { get; init; } = "w1";

    public required Uri Url { get; init; }

    public string Title { get; init; } = "";

    public int Status { get; init; }

    /// <summary>The window itself first.</summary>
    public required IReadOnlyList<Recordings.RecordedFrame> Frames { get; init; }

    public IReadOnlyList<string> Dialogs { get; init; } = [];

    /// <summary>Ids of the exchanges that brought JSON to it.</summary>
    public IReadOnlyList<string> Json { get; init; } = [];

    /// <summary>Signs of the script that it shows, such as <c>signIn.signedIn</c>, <c>applied</c>.</summary>
    public IReadOnlyList<string> Shows { get; init; } = [];
}

/// <summary>One request and its answer as text; what is no text is told by its size.</summary>
public sealed record EvidenceExchange
{
    public required string Id { get; init; }

    /// <summary>Index of the recorded action that caused it; null before the first.</summary>
    public int? Action { get; init; }

    public required string Method { get; init; }

    public required Uri Url { get; init; }

    public required string Type { get; init; }

    public int Status { get; init; }

    /// <summary>Those that matter; cookies and tokens masked.</summary>
    public IReadOnlyList<string> RequestHeaders { get; init; } = [];

    /// <summary>As it was sent; null when nothing was.</summary>
    public string? Sent { get; init; }

    public IReadOnlyList<string> ResponseHeaders { get; init; } = [];

    /// <summary>The answer's text; null when it had none, was no text, or too long.</summary>
    public string? Body { get; init; }

    /// <summary>What was in place of <see cref="Body"/>, such as <c>12345 bytes of image/png</c>.</summary>
    public string? Left { get; init; }
}

/// <summary>What the operation reads from one page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Rows">Rows or the one record, as the REST surface gives them.</param>
/// <param name="Empty">True when the page shows the sign that there is nothing.</param>
/// <param name="Next">True when the page leads to a next one.</param>
public sealed record EvidenceAnswer(string Page, IReadOnlyList<JsonObject> Rows, bool Empty = false, bool Next = false);

/// <summary>A file that was taken.</summary>
/// <param name="Name">Its name.</param>
/// <param name="MediaType">As told.</param>
/// <param name="Size">In bytes, as taken.</param>
/// <param name="Sha256">Of the file as taken, in hex.</param>
public sealed record EvidenceFile(string Name, string MediaType, long Size, string Sha256);
