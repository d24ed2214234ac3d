using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Recorder.Drafting.Outputs;
using Daas.Recorder.Drafting.Outputs.Values;

namespace Daas.Benchmarks.Fields;

/// <summary>Given a value on one page of a site, the same field on its other pages; nothing where a page has none.</summary>
internal sealed class FieldsBenchmark : Benchmark
{
    private readonly Dictionary<string, IDocument> _documents = [];

    public override string Name => "fields";

    public override string Summary => "one field on other pages of its site, shown once; goal: ≥ 98% right, ≤ 1 wrong per 100 pages without it";

    public override Task<JsonObject> MeasureAsync(Setting setting, CancellationToken ct)
    {
        var folder = DataFolder.Of(setting, "fields");
        var (right, of, wrong, none) = (0, 0, 0, 0);
        var cuts = new SortedDictionary<string, (int Wrong, int Of)>(StringComparer.Ordinal);
        foreach (var truth in Directory.GetFiles(Path.Combine(folder, "truth"), "*.txt").Order(StringComparer.Ordinal))
        {
            ct.ThrowIfCancellationRequested();
            var (site, values) = Truth(folder, truth);
            if (Shown(folder, site, values) is not { } shown)
            {
                setting.Progress.WriteLine($"  {Path.GetFileNameWithoutExtension(truth),-32} nothing to point at");
                continue;
            }

            var rule = ValueRule.Of(shown.Node);
            var (good, bad) = (0, 0);
            foreach (var (page, wanted) in values.Where(v => v.Page != shown.Page))
            {
                var shownAt = rule.Find(Document(folder, site, page));
                var found = shownAt is null ? null : Fold(shownAt.TextContent);
                if (wanted.Count == 0)
                {
                    none++;
                    wrong += found is null ? 0 : 1;
                }
                else
                {
                    of++;
                    right += wanted.Contains(found ?? "") ? 1 : 0;
                    good += wanted.Contains(found ?? "") ? 1 : 0;
                    bad += wanted.Contains(found ?? "") ? 0 : 1;
                    if (shownAt is not null && wanted.Contains(found ?? ""))
                        WithoutIt(setting, rule, shownAt, page, wanted, cuts);
                }

                if (wanted.Count == 0 ? found is not null : !wanted.Contains(found ?? ""))
                    setting.Progress.WriteLine($"      {page}: wanted '{string.Join("' or '", wanted)}', found '{found}'");
            }

            setting.Progress.WriteLine($"  {Path.GetFileNameWithoutExtension(truth),-32} right {good}, wrong {bad}");
        }

        var (cutWrong, cutOf) = (cuts.Values.Sum(c => c.Wrong), cuts.Values.Sum(c => c.Of));
        string Share(int part) => $"{part} / {of} ({(of == 0 ? 0 : 100.0 * part / of).ToString("0.0", CultureInfo.InvariantCulture)}%)";
        setting.Table(
            ["the field on other pages", "right", "wrong on pages without it"],
            ["absolute XPath", "309 / 369 (83.7%)", ""],
            ["tag + class + preceding label, XPath as fallback", "345 / 369 (93.5%)", ""],
            ["Daas", Share(right), $"{wrong} / {none}"],
            ["goal", $"≥ 98%  {Figures.Met(right >= 0.98 * of)}", $"≤ 1 per 100  {Figures.Met(wrong * 100 <= none)}"]);
        setting.Table(
            ["the value cut out of pages that have it", "still a value, and a wrong one"],
            [.. cuts.Select(c => (IReadOnlyList<string>)[$"without {c.Key}", $"{c.Value.Wrong} / {c.Value.Of}"]),
                ["goal", $"≤ 1 per 100  {Figures.Met(cutWrong * 100 <= cutOf)}"]]);
        return Task.FromResult(new JsonObject
        {
            ["right"] = right,
            ["of"] = of,
            ["wrongWhereNone"] = wrong,
            ["noneOf"] = none,
            ["wrongWhereCut"] = cutWrong,
            ["cutOf"] = cutOf,
        });
    }

    /// <summary>What the rule finds where the value is gone: nothing is right, and so is another of the field's values.</summary>
    private static void WithoutIt(Setting setting, ValueRule rule, INode shown, string page, List<string> wanted, IDictionary<string, (int Wrong, int Of)> cuts)
    {
        foreach (var (way, cut) in Cut.From(shown))
        {
            var left = rule.Find(cut) is { } found ? Fold(found.TextContent) : null;
            var isWrong = left is not null && !wanted.Exists(w => w == left || w.StartsWith(left.TrimEnd('.', '…'), StringComparison.Ordinal));
            var (wrong, of) = cuts.TryGetValue(way, out var before) ? before : (0, 0);
            cuts[way] = (wrong + (isWrong ? 1 : 0), of + 1);
            if (isWrong)
                setting.Progress.WriteLine($"      {page}: without {way}, '{wanted[0]}', still '{left}'");
        }
    }

    /// <summary>The first page that has the value as the text of one node, and that node.</summary>
    private (string Page, INode Node)? Shown(string folder, string site, List<(string Page, List<string> Values)> values)
    {
        foreach (var (page, wanted) in values.Where(v => v.Values.Count > 0))
        {
            var walk = PageWalk.Of(Document(folder, site, page));
            foreach (var value in wanted)
            {
                if (walk.Texts.FirstOrDefault(t => Fold(t.Data) == value) is { } text)
                    return (page, text);
                if (walk.Elements.LastOrDefault(e => e.TextContent.Length < 5000 && Fold(e.TextContent) == value) is { } element)
                    return (page, element);
            }
        }

        return null;
    }

    private IDocument Document(string folder, string site, string page)
    {
        var file = Path.Combine(folder, "html", site, $"{page}.htm");
        return _documents.TryGetValue(file, out var known) ? known
            : _documents[file] = new FrameView(new Uri("http://page.example/"), "", File.ReadAllText(file)).Document;
    }

    private static (string Site, List<(string Page, List<string> Values)> Values) Truth(string folder, string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var site = name[..name.LastIndexOf('-')];
        var values = File.ReadLines(file).Skip(2).Select(l => l.Split('\t')).Where(p => p.Length >= 3
            && File.Exists(Path.Combine(folder, "html", site, $"{p[0]}.htm")))
            .Select(p => (p[0], p.Skip(2).Where(v => v.Trim() is not ("<NULL>" or "")).Select(v => Fold(WebUtility.HtmlDecode(v))).ToList())).ToList();
        return (site, values);
    }

    private static string Fold(string text) => PageTexts.Fold(WebUtility.HtmlDecode(text));
}
