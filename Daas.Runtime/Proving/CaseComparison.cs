using System.Globalization;
using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Runtime.Trials;

namespace Daas.Runtime.Proving;

/// <summary>What the answers of both paths to the same inputs say about one another.</summary>
internal sealed record CaseComparison
{
    private const int MostDifferences = 20;

    public required CaseEnd End { get; init; }

    /// <summary>In words, at most twenty.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    /// <summary>Why it says nothing, or which of the paths gave no answer; null when both did.</summary>
    public string? Error { get; init; }

    /// <summary>Fields whose value is another one with every reading, so that only its shape could be compared; <c>file</c> is the file.</summary>
    public IReadOnlyList<string> Changing { get; init; } = [];

    /// <summary>True when a further reading by the path that went first may show that the data changed in between.</summary>
    public bool AskAgain => End == CaseEnd.Different && Error is null;

    public static CaseComparison Of(Operation operation, TrialAnswer http, TrialAnswer browser)
    {
        if (http.Result.Error is not null || browser.Result.Error is not null)
            return Failed(http.Result.Error, browser.Result.Error, browser);
        return Of(Cells(operation, http, browser));
    }

    /// <summary>The same where the path that went first was asked once more, after the other.</summary>
    /// <param name="operation">Whose answers they are.</param>
    /// <param name="first">By the path that went first.</param>
    /// <param name="second">By the other.</param>
    /// <param name="again">By the first path again.</param>
    public static CaseComparison Of(Operation operation, TrialAnswer first, TrialAnswer second, TrialAnswer again)
    {
        if (again.Result.Error is { } error)
            return new CaseComparison { End = CaseEnd.Unknown, Error = $"the second reading by {Word(again)} failed: {Text(error)}" };
        var (http, browser) = again.Result.Path == RunPath.Http ? (again, second) : (second, again);
        var cells = Cells(operation, http, browser);
        var moved = Cells(operation, first, again).ToDictionary(c => (c.Row, c.Field));
        if (cells.Count > 0 && moved.ContainsKey((null, null)))
            return new CaseComparison { End = CaseEnd.Unknown, Error = $"the answer changed while it was compared: two readings by {Word(again)} differ" };
        var changing = cells.Where(c => moved.ContainsKey((c.Row, c.Field)) && c.Alike).ToList();
        return Of([.. cells.Except(changing)]) with { Changing = [.. changing.Select(c => c.Field!).Distinct()] };
    }

    private static CaseComparison Of(List<Cell> cells) => new()
    {
        End = cells.Count == 0 ? CaseEnd.Equal : CaseEnd.Different,
        Differences = [.. cells.Take(MostDifferences).Select(c => c.Words), .. cells.Count > MostDifferences ? (string[])[$"… {cells.Count - MostDifferences} more"] : []],
    };

    private static CaseComparison Failed(RunError? http, RunError? browser, TrialAnswer shown)
    {
        if ((http is not null && Passes(http) ? http : browser is not null && Passes(browser) ? browser : null) is { } passing)
            return new CaseComparison { End = CaseEnd.Stopped, Error = Text(passing) };
        if (http is not null && browser is not null)
        {
            return http.Class == browser.Class && (http.Class == ErrorClass.RecordNotFound || (http.Class == ErrorClass.BusinessRejected && http.Reason == browser.Reason))
                ? new CaseComparison { End = CaseEnd.Equal }
                : new CaseComparison
                {
                    End = IsMismatch(browser) ? CaseEnd.Unknown : CaseEnd.Different,
                    Error = http.Class == browser.Class && IsMismatch(browser) ? $"neither path has an answer: {Text(browser)}" : $"by HTTP: {Text(http)}; by the browser: {Text(browser)}",
                };
        }

        return http is not null
            ? new CaseComparison { End = CaseEnd.Different, Error = $"by HTTP: {Text(http)}; the browser gave {Gave(shown)}" }
            : new CaseComparison { End = IsMismatch(browser!) ? CaseEnd.Unknown : CaseEnd.Different, Error = $"by the browser: {Text(browser!)}" };
    }

    // Says nothing about the equality of the paths.
    private static bool Passes(RunError error) => error.Class is not (ErrorClass.RecordNotFound or ErrorClass.BusinessRejected) && !IsMismatch(error);

    private static bool IsMismatch(RunError error) => Resilience.Failures.IsMismatch(error.Class);

    private static List<Cell> Cells(Operation operation, TrialAnswer one, TrialAnswer other)
    {
        var (first, second) = one.Result.Path == RunPath.Http ? (one, other) : (other, one);
        var (fields, cells) = (operation.Output?.Fields ?? [], new List<Cell>());
        var both = Math.Min(first.Rows.Count, second.Rows.Count);
        for (var row = 0; row < both; row++)
        {
            var (left, right) = (first.Rows[row].Values, second.Rows[row].Values);
            for (var i = 0; i < fields.Count; i++)
            {
                if (!Equals(left[i], right[i]))
                    cells.Add(new Cell(row + 1, fields[i].Name, RowJson.Text(left[i]), RowJson.Text(right[i])));
            }
        }

        // What comes after an answer that a limit cut short is not known.
        var shorter = first.Rows.Count <= second.Rows.Count ? first : second;
        if (first.Rows.Count != second.Rows.Count && shorter.Result.Complete)
            cells.Insert(0, new Cell(null, null, Count(first), Count(second)));
        else if (cells.Count > 1 && first.Rows.Count == second.Rows.Count && first.Rows.CountBy(r => r).ToHashSet().SetEquals(second.Rows.CountBy(r => r)))
            cells.Insert(0, new Cell(null, null, "the same rows", "them in another order"));
        if (File(first, second) is { } file)
            cells.Add(file);
        return cells;
    }

    private static Cell? File(TrialAnswer first, TrialAnswer second)
    {
        var (left, right) = (first.Result.File, second.Result.File);
        if (left is null && right is null || (left is not null && right is not null && left.Name == right.Name && left.Bytes.AsSpan().SequenceEqual(right.Bytes)))
            return null;
        var alike = left is not null && right is not null && Shape(left.Name) == Shape(right.Name) && left.MediaType == right.MediaType
            && Math.Abs(left.Bytes.Length - right.Bytes.Length) <= Math.Max(left.Bytes.Length, right.Bytes.Length) / 10;
        return new Cell(null, "file", About(left), About(right)) { IsFile = true, FileAlike = alike };
    }

    private static string About(FileContent? file) =>
        file is null ? "no file" : string.Create(CultureInfo.InvariantCulture, $"{file.Name}, {file.Bytes.Length:#,0} bytes of {file.MediaType}");

    private static string Count(TrialAnswer answer) => Gave(answer) + (answer.Result.Complete ? "" : " and more");

    private static string Gave(TrialAnswer answer) => answer switch
    {
        { Result.File: { } file } => About(file),
        { Rows.Count: 1 } => "1 row",
        var all => string.Create(CultureInfo.InvariantCulture, $"{all.Rows.Count:#,0} rows"),
    };

    private static string Word(TrialAnswer answer) => answer.Result.Path == RunPath.Http ? "HTTP" : "the browser";

    internal static string Text(RunError error) => $"{error.Class.Slug()}: {error.Message}{(error.Reason is { } reason ? $" (the system said: {reason})" : "")}";

    // Letters and digits in what is made anew with every page (a token, a clock) change; what is around them does not.
    private static string Shape(string text)
    {
        var shape = new StringBuilder();
        foreach (var c in text)
        {
            var mark = char.IsAsciiLetterOrDigit(c) ? 'x' : c;
            if (mark != 'x' || shape.Length == 0 || shape[^1] != 'x')
                shape.Append(mark);
        }

        return shape.ToString();
    }

    /// <summary>One place in which they differ; without a row and a field, the number of rows.</summary>
    private sealed record Cell(int? Row, string? Field, string Http, string Browser)
    {
        public bool IsFile { get; init; }

        public bool FileAlike { get; init; }

        public bool Alike => IsFile ? FileAlike : Http.Length > 0 && Browser.Length > 0 && Shape(Http) == Shape(Browser);

        public string Words => $"{(Row, Field) switch
        {
            (null, null) => "in all",
            (null, var name) => name,
            var (row, name) => $"row {row}, {name}",
        }}: {Cut(Http)} by HTTP, {Cut(Browser)} by the browser";

        private static string Cut(string text) => text.Length switch { 0 => "nothing", > 60 => text[..59] + "…", _ => text };
    }
}

/// <summary>What a comparison says.</summary>
internal enum CaseEnd
{
    Equal,

    Different,

    /// <summary>Nothing: both paths fail in the same way, or the browser path does, or the data changes all the time.</summary>
    Unknown,

    /// <summary>Nothing, and others would say nothing either: the system, its account or its limits stand against it.</summary>
    Stopped,
}
