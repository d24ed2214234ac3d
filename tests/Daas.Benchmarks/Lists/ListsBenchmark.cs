using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Recorder.Drafting.Outputs.Records;

namespace Daas.Benchmarks.Lists;

/// <summary>Given the first record of a real page, all records; and the page's main list without a demonstration.</summary>
internal sealed class ListsBenchmark : Benchmark
{
    public override string Name => "lists";

    public override string Summary => "all records of a real page from its first; goal: F1 ≥ 0.85, ≥ 60 of 82 pages perfect, ≥ 0.70 without a demonstration";

    public override Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        var folder = DataFolder.Of(setting, "lists");
        var pages = Directory.GetFiles(Path.Combine(folder, "truth"), "*.json").OrderBy(f => f.Length).ThenBy(f => f, StringComparer.Ordinal).ToList();
        var (shown, proposed, perfect) = (0.0, 0.0, 0);
        foreach (var truth in pages)
        {
            ct.ThrowIfCancellationRequested();
            var (one, none, words) = Page(folder, truth);
            shown += one;
            proposed += none;
            perfect += one >= 0.99 ? 1 : 0;
            setting.Progress.WriteLine($"  {Path.GetFileNameWithoutExtension(truth),5}  {one:0.000}  {none:0.000}  {words}");
        }

        var of = pages.Count;
        setting.Table(
            ["all records from the first", "F1", "perfect pages"],
            ["sibling rule (Helena)", "0.611", "24 / 82"],
            ["same path + first class", "0.625", "27 / 82"],
            ["Daas", (shown / of).ToString("0.000", CultureInfo.InvariantCulture), $"{perfect} / {of}"],
            ["goal", "≥ 0.85", $"≥ 60 / 82  {Figures.Met(shown / of >= 0.85 && perfect >= 60)}"]);
        setting.Table(
            ["the main list, nothing shown", "F1"],
            ["best repeated group", "0.453"],
            ["MDR", "0.420"],
            ["Daas", (proposed / of).ToString("0.000", CultureInfo.InvariantCulture)],
            ["goal", $"≥ 0.70  {Figures.Met(proposed / of >= 0.70)}"]);
        return Task.FromResult(new JsonObject { ["f1"] = (shown / of).Round(), ["perfect"] = perfect, ["of"] = of, ["zeroDemoF1"] = (proposed / of).Round() });
    }

    private static (double One, double None, string Words) Page(string folder, string truthFile)
    {
        var html = File.ReadAllText(Path.Combine(folder, "html", Path.GetFileNameWithoutExtension(truthFile) + ".html"));
        var document = new FrameView(new Uri("http://page.example/"), "", html).Document;
        var paths = JsonSerializer.Deserialize<List<List<string>>>(File.ReadAllText(truthFile))!;
        var truth = paths.Select(r => r.Select(p => Pages.At(document, p)).OfType<IElement>().ToList()).ToList();
        var texts = truth.Select(Pages.Texts).ToList();
        var lost = truth.Count(t => t.Count == 0);
        if (truth[0].Count == 0)
            return (0, F1(Proposed(document), texts), "the first record is not on the page");
        var found = new RecordSearch().From(truth[0]).SelectMany(l => l.Records).ToList();
        return (F1(found, texts), F1(Proposed(document), texts), $"true {truth.Count}, found {found.Count}{(lost > 0 ? $", {lost} of them not on the page" : "")}");
    }

    private static IReadOnlyList<IReadOnlyList<IElement>> Proposed(IDocument document) => [.. ListMining.Main(document).SelectMany(l => l.Records)];

    private static double F1(IReadOnlyList<IReadOnlyList<IElement>> found, List<HashSet<INode>> truth)
    {
        var sum = Pages.Overlap([.. found.Select(Pages.Texts)], truth);
        var (p, r) = (found.Count == 0 ? 0 : sum / found.Count, sum / truth.Count);
        return p + r == 0 ? 0 : 2 * p * r / (p + r);
    }
}
