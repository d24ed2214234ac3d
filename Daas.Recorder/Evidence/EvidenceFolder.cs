using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Evidence;

/// <summary>
/// Evidence of one operation in a folder: <c>evidence.json</c> (steps, pages, exchanges), <c>expected.json</c> (what it must give), <c>reasons.json</c>,
/// <c>requests.json</c> (why the plain requests are what they are), the pages' markup in <c>pages/</c>, bodies in <c>exchanges/</c>. The same evidence gives the same files.
/// </summary>
public sealed class EvidenceFolder
{
    private const int Version = 1;
    private const int LongestInline = 1500;

    private static readonly UTF8Encoding Utf8 = new(false);

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private EvidenceFolder(string path) => Path = path;

    public string Path { get; }

    public bool Exists => Directory.Exists(Path);

    /// <param name="adapter">Folder of the adapter's scripts.</param>
    /// <param name="operation">Id of the operation.</param>
    public static EvidenceFolder Of(string adapter, string operation) => new(System.IO.Path.Combine(adapter, "evidence", operation));

    /// <summary>Puts evidence in place of what was there, whole or not at all.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(OperationEvidence evidence)
    {
        var draft = $"{Path}.writing";
        if (Directory.Exists(draft))
            Directory.Delete(draft, recursive: true);
        var files = new Dictionary<string, string>(StringComparer.Ordinal);
        Put(draft, "evidence.json", new IndexFile
        {
            Evidence = Version,
            Operation = evidence.Operation,
            Recorded = evidence.Recorded,
            Url = evidence.Url,
            Inputs = evidence.Inputs,
            Steps = evidence.Steps,
            Pages = [.. evidence.Pages.Select(p => Page(draft, p, files))],
            Exchanges = [.. evidence.Exchanges.Select(e => Exchange(draft, e))],
        });
        Put(draft, "expected.json", new ExpectedFile { Answers = evidence.Answers, File = evidence.File });
        Put(draft, "reasons.json", new ReasonsFile { Reasons = evidence.Reasons, Doubts = evidence.Doubts, Gaps = evidence.Gaps });
        if (evidence.Requests is { } requests)
            DerivedReasons.WriteIn(draft, requests);
        if (Directory.Exists(Path))
            Directory.Delete(Path, recursive: true);
        Directory.Move(draft, Path);
    }

    /// <exception cref="EvidenceException">A file is missing or cannot be read.</exception>
    public OperationEvidence Read()
    {
        var index = Get<IndexFile>("evidence.json");
        if (index.Evidence != Version)
            throw new EvidenceException($"{At("evidence.json")} is of version {index.Evidence}; this program reads {Version}. Record the operation again.");
        var expected = Get<ExpectedFile>("expected.json");
        var reasons = Get<ReasonsFile>("reasons.json");
        var evidence = new OperationEvidence
        {
            Operation = index.Operation,
            Recorded = index.Recorded,
            Url = index.Url,
            Inputs = index.Inputs,
            Steps = index.Steps,
            Pages = [.. index.Pages.Select(Page)],
            Exchanges = [.. index.Exchanges.Select(Exchange)],
            Answers = expected.Answers,
            File = expected.File,
            Reasons = reasons.Reasons,
            Doubts = reasons.Doubts,
            Gaps = reasons.Gaps,
        };
        var pages = evidence.Pages.Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        if (evidence.Steps.Select(s => s.Page).FirstOrDefault(p => !pages.Contains(p)) is { } strange)
            throw new EvidenceException($"{At("evidence.json")}: a step names the page {strange}, which is not among its pages");
        if (evidence.Answers.Select(a => a.Page).FirstOrDefault(p => !pages.Contains(p)) is { } unknown)
            throw new EvidenceException($"{At("expected.json")}: an answer names the page {unknown}, which is not in evidence.json");
        return evidence;
    }

    private static PageEntry Page(string folder, EvidencePage page, Dictionary<string, string> files) => new()
    {
        Id = page.Id,
        Window = page.Window,
        Url = page.Url,
        Title = page.Title,
        Status = page.Status,
        Frames = [.. page.Frames.Select((f, i) => new FrameEntry(f.Url, f.Name,
            Markup(folder, f.Html, i == 0 ? $"pages/{page.Id}.html" : $"pages/{page.Id}.{i}.html", files)))],
        Dialogs = page.Dialogs,
        Json = page.Json,
        Shows = page.Shows,
    };

    // Frames that stay as they are, such as menus, are kept once.
    private static string Markup(string folder, string html, string name, Dictionary<string, string> files)
    {
        if (files.TryGetValue(html, out var known))
            return known;
        Put(folder, name, html);
        return files[html] = name;
    }

    private static ExchangeEntry Exchange(string folder, EvidenceExchange exchange)
    {
        var (sent, sentFile) = Body(folder, exchange.Sent, $"exchanges/{exchange.Id}.sent.txt");
        var (body, bodyFile) = Body(folder, exchange.Body, $"exchanges/{exchange.Id}.{Ending(exchange.Body)}");
        return new ExchangeEntry
        {
            Id = exchange.Id,
            Action = exchange.Action,
            Method = exchange.Method,
            Url = exchange.Url,
            Type = exchange.Type,
            Status = exchange.Status,
            RequestHeaders = exchange.RequestHeaders,
            Sent = sent,
            SentFile = sentFile,
            ResponseHeaders = exchange.ResponseHeaders,
            Body = body,
            BodyFile = bodyFile,
            Left = exchange.Left,
        };
    }

    private static (string? Inline, string? File) Body(string folder, string? text, string name)
    {
        if (text is null || (text.Length <= LongestInline && !text.Contains('\n', StringComparison.Ordinal) && !text.Contains('<', StringComparison.Ordinal)))
            return (text, null);
        Put(folder, name, text);
        return (null, name);
    }

    private static string Ending(string? body) => (body ?? "").AsSpan().TrimStart() switch { ['{' or '[', ..] => "json", ['<', ..] => "html", _ => "txt" };

    private EvidencePage Page(PageEntry page) => new()
    {
        Id = page.Id,
        Window = page.Window,
        Url = page.Url,
        Title = page.Title,
        Status = page.Status,
        Frames = [.. page.Frames.Select(f => new RecordedFrame(f.Url, f.Name, Text(f.File)))],
        Dialogs = page.Dialogs,
        Json = page.Json,
        Shows = page.Shows,
    };

    private EvidenceExchange Exchange(ExchangeEntry exchange) => new()
    {
        Id = exchange.Id,
        Action = exchange.Action,
        Method = exchange.Method,
        Url = exchange.Url,
        Type = exchange.Type,
        Status = exchange.Status,
        RequestHeaders = exchange.RequestHeaders,
        Sent = exchange.Sent ?? (exchange.SentFile is { } sent ? Text(sent) : null),
        ResponseHeaders = exchange.ResponseHeaders,
        Body = exchange.Body ?? (exchange.BodyFile is { } body ? Text(body) : null),
        Left = exchange.Left,
    };

    private T Get<T>(string name)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(Text(name), Json) ?? throw new EvidenceException($"{At(name)} is empty");
        }
        catch (JsonException e)
        {
            throw new EvidenceException($"{At(name)}:{e.LineNumber + 1}: is not evidence as daas record writes it: {e.Message.Split(" Path:")[0]}", e);
        }
    }

    private string Text(string name)
    {
        var file = System.IO.Path.GetFullPath(System.IO.Path.Combine(Path, name));
        if (!file.StartsWith(System.IO.Path.GetFullPath(Path) + System.IO.Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new EvidenceException($"{At("evidence.json")} names {name}, which is outside of its folder");
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new EvidenceException(e is FileNotFoundException or DirectoryNotFoundException ? $"{At(name)} is missing"
                : $"{At(name)} cannot be read: {e.Message}", e);
        }
    }

    private string At(string name) => System.IO.Path.Combine(Path, name).Replace('\\', '/');

    private static void Put<T>(string folder, string name, T content) => Put(folder, name, JsonSerializer.Serialize(content, Json) + "\n");

    private static void Put(string folder, string name, string content)
    {
        var file = System.IO.Path.Combine(folder, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
        File.WriteAllText(file, content, Utf8);
    }

    private sealed record IndexFile
    {
        public required int Evidence { get; init; }

        public required string Operation { get; init; }

        public required DateTimeOffset Recorded { get; init; }

        public required Uri Url { get; init; }

        public IReadOnlyDictionary<string, string> Inputs { get; init; } = new Dictionary<string, string>();

        public IReadOnlyList<EvidenceStep> Steps { get; init; } = [];

        public IReadOnlyList<PageEntry> Pages { get; init; } = [];

        public IReadOnlyList<ExchangeEntry> Exchanges { get; init; } = [];
    }

    private sealed record ExpectedFile
    {
        public IReadOnlyList<EvidenceAnswer> Answers { get; init; } = [];

        public EvidenceFile? File { get; init; }
    }

    private sealed record ReasonsFile
    {
        public IReadOnlyList<Reason> Reasons { get; init; } = [];

        public IReadOnlyList<Doubt> Doubts { get; init; } = [];

        public IReadOnlyList<string> Gaps { get; init; } = [];
    }

    private sealed record PageEntry
    {
        public required string Id { get; init; }

        public string Window { get; init; } = "w1";

        public required Uri Url { get; init; }

        public string Title { get; init; } = "";

        public int Status { get; init; }

        public required IReadOnlyList<FrameEntry> Frames { get; init; }

        public IReadOnlyList<string> Dialogs { get; init; } = [];

        public IReadOnlyList<string> Json { get; init; } = [];

        public IReadOnlyList<string> Shows { get; init; } = [];
    }

    private sealed record FrameEntry(Uri Url, string Name, string File);

    private sealed record ExchangeEntry
    {
        public required string Id { get; init; }

        public int? Action { get; init; }

        public required string Method { get; init; }

        public required Uri Url { get; init; }

        public required string Type { get; init; }

        public int Status { get; init; }

        public IReadOnlyList<string> RequestHeaders { get; init; } = [];

        public string? Sent { get; init; }

        public string? SentFile { get; init; }

        public IReadOnlyList<string> ResponseHeaders { get; init; } = [];

        public string? Body { get; init; }

        public string? BodyFile { get; init; }

        public string? Left { get; init; }
    }
}
