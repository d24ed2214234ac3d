using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Steps;

namespace Daas.Recorder.Evidence;

/// <summary>Does again, without a network, what an operation does with the pages of its evidence: finds its elements, sees its signs, reads its rows.</summary>
/// <param name="Answers">Pages that were read.</param>
/// <param name="Rows">Rows that were read and are as expected.</param>
/// <param name="Steps">Steps whose element was found.</param>
/// <param name="Signs">Signs that are shown where they should be.</param>
/// <param name="Differences">What is not as expected, one line each; empty when all is well.</param>
public sealed record EvidenceReplay(int Answers, int Rows, int Steps, int Signs, IReadOnlyList<string> Differences)
{
    private const int MostTold = 60;

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="adapter">As its script is now.</param>
    /// <param name="operation">One of its operations.</param>
    /// <param name="evidence">Of that operation.</param>
    public static EvidenceReplay Of(Adapter adapter, Operation operation, OperationEvidence evidence)
    {
        var differences = new List<string>();
        var views = evidence.Pages.ToDictionary(p => p.Id, p => evidence.View(p.Id)!);
        var values = evidence.Values(operation);
        var steps = Locators("signIn", adapter.SignIn?.Steps ?? []) + Locators("operation", operation.Steps);
        var signs = 0;
        foreach (var page in evidence.Pages)
        {
            var shown = ScriptSigns.ShownBy(views[page.Id], adapter, operation, values);
            signs += shown.Intersect(page.Shows).Count();
            differences.AddRange(page.Shows.Except(shown).Select(s => $"sign {s}: page {page.Id} should show it and does not"));
            differences.AddRange(shown.Except(page.Shows).Select(s => $"sign {s}: page {page.Id} shows it and should not"));
        }

        var rows = evidence.Answers.Sum(a => Answer(operation.Output, a, views[a.Page], values, differences));
        return new EvidenceReplay(evidence.Answers.Count, rows, steps, signs, differences);

        int Locators(string part, IReadOnlyList<Step> script)
        {
            var found = 0;
            foreach (var (kept, now) in Paired([.. evidence.Steps.Where(s => s.Part == part)], [.. LocatedSteps.In(script)]))
            {
                if (Difference(kept, now, views[kept.Page], values) is { } difference)
                    differences.Add(difference);
                else
                    found++;
            }

            return found;
        }
    }

    /// <summary>Why a step's locator no longer gives the element that was recorded; null when it does.</summary>
    internal static string? Difference(EvidenceStep kept, (Step Step, Locator Locator, Aim Aim) now, PageView page, TemplateValues values)
    {
        var place = $"step '{StepText.Describe(now.Step)}': page {kept.Page}";
        var found = Locating.Find(now.Locator, page, values, now.Aim);
        if (found.Failed)
            return $"{place} no longer gives its element: {found.Error.Message}";
        var element = found.Value!.Element;
        return LocatedSteps.IsMarked(element, kept.Mark) || IsRadio(element, kept) ? null : $"{place} gives another element than was recorded";
    }

    /// <summary>Kept steps and those of the script that are the same: all in order where there are as many, else those told in the same words.</summary>
    private static IEnumerable<(EvidenceStep Kept, (Step Step, Locator Locator, Aim Aim) Now)> Paired(
        IReadOnlyList<EvidenceStep> kept, IReadOnlyList<(Step Step, Locator Locator, Aim Aim)> now)
    {
        if (kept.Count == now.Count)
            return kept.Zip(now);
        var (pairs, from) = (new List<(EvidenceStep, (Step, Locator, Aim))>(), 0);
        foreach (var step in kept)
        {
            for (var i = from; i < now.Count; i++)
            {
                if (StepText.Describe(now[i].Step) != step.Text)
                    continue;
                pairs.Add((step, now[i]));
                from = i + 1;
                break;
            }
        }

        return pairs;
    }

    // A radio button is chosen by its words: the locator gives any of its group.
    private static bool IsRadio(AngleSharp.Dom.IElement element, EvidenceStep kept) =>
        Controls.TypeOf(element) == "radio" && element.GetAttribute("name") == kept.Element.Attributes.GetValueOrDefault("name");

    private static int Answer(Output? output, EvidenceAnswer expected, PageView page, TemplateValues values, List<string> differences)
    {
        if (output is null or { File: true } or { Rows: RowSource.File })
        {
            differences.Add($"page {expected.Page}: rows are expected of it, and the script reads none from pages");
            return 0;
        }

        if (AnswerReading.Of(output, page, values) is not { Failed: false, Value: { } read })
        {
            differences.Add($"page {expected.Page}: {AnswerReading.Of(output, page, values).Error!.Message}");
            return 0;
        }

        if (read.Empty != expected.Empty)
            differences.Add($"page {expected.Page}: should {(expected.Empty ? "" : "not ")}be seen as empty");
        if (read.Next != expected.Next)
            differences.Add($"page {expected.Page}: should {(expected.Next ? "" : "not ")}lead to a next page");
        if (read.Rows.Count != expected.Rows.Count)
            differences.Add($"page {expected.Page}: expected {Count(expected.Rows.Count)}, got {Count(read.Rows.Count)}");
        var same = 0;
        for (var i = 0; i < Math.Min(read.Rows.Count, expected.Rows.Count); i++)
        {
            var got = AnswerReading.Json(output.Fields, read.Rows[i]);
            var wrong = expected.Rows[i].Where(f => !got.ContainsKey(f.Key) || !JsonNode.DeepEquals(got[f.Key], f.Value)).ToList();
            same += wrong.Count == 0 ? 1 : 0;
            differences.AddRange(wrong.Select(f =>
                $"page {expected.Page}, row {i + 1}, field {f.Key}: expected {Told(f.Value)}, "
                    + $"got {(got.ContainsKey(f.Key) ? Told(got[f.Key]) : "no such field")}"));
        }

        return same;
    }

    private static string Count(int rows) => rows == 1 ? "1 row" : $"{rows} rows";

    private static string Told(JsonNode? value)
    {
        var text = value?.ToJsonString(Plain) ?? "null";
        return text.Length <= MostTold ? text : text[..(MostTold - 1)] + "…";
    }
}
