using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Soak;

/// <summary>What the callers ask of each sandbox system; what must come back is taken from its ledger.</summary>
internal static class Errands
{
    public static IReadOnlyList<Errand> DocumentOa(SandboxHost sandbox)
    {
        var all = sandbox.DocumentOa.Documents;
        var errands = new List<Errand>();
        foreach (var urgency in all.Select(d => d.Urgency).Distinct())
        {
            errands.Add(new($"document-oa/find-documents?urgency={Escape(urgency)}", ["number", "title", "received"],
                [.. all.Where(d => d.Urgency == urgency).Select(d => $"{d.DocNo}|{d.Title}|{d.Received:yyyy-MM-dd}")]));
            errands.Add(new($"document-oa/export-documents?urgency={Escape(urgency)}", ["receipt", "title"],
                [.. all.Where(d => d.Urgency == urgency).Select(d => $"{d.ReceiptNo}|{d.Title}")]));
        }

        foreach (var words in new[] { "临时救助", "消防安全", "高龄津贴", "没有这样的标题" })
            errands.Add(new($"document-oa/find-documents?title={Escape(words)}", ["number", "title", "handler"],
                [.. all.Where(d => d.Title.Contains(words, StringComparison.Ordinal)).Select(d => $"{d.DocNo}|{d.Title}|{d.Handler}")]));
        foreach (var document in all.Where((_, at) => at % 20 == 0).Where(d => all.Count(o => o.DocNo.Contains(d.DocNo, StringComparison.Ordinal)) == 1))
            errands.Add(new($"document-oa/get-document?number={Escape(document.DocNo)}", ["receipt", "unit", "copies"], [$"{document.ReceiptNo}|{document.Unit}|{document.Copies}"], IsRecord: true));
        return errands;
    }

    public static IReadOnlyList<Errand> CivilAffairs(SandboxHost sandbox)
    {
        var all = sandbox.CivilAffairs.Residents;
        var errands = new List<Errand>();
        foreach (var street in all.Select(r => r.Street).Distinct())
        {
            errands.Add(new($"civil-affairs/find-residents?street={Escape(street)}", ["id", "name", "birthDate"],
                [.. all.Where(r => r.Street == street).Select(r => $"{r.No}|{r.Name}|{r.Birth:yyyy-MM-dd}")]));
        }

        foreach (var name in new[] { "张伟", "王", "无此人" })
            errands.Add(new($"civil-affairs/find-residents?name={Escape(name)}", ["id", "name", "idNumber"],
                [.. all.Where(r => r.Name.Contains(name, StringComparison.Ordinal)).Select(r => $"{r.No}|{r.Name}|{r.IdNumber}")]));
        foreach (var resident in all.Where((_, at) => at % 20 == 0))
            errands.Add(new($"civil-affairs/get-resident?idNumber={resident.IdNumber}", ["id", "name", "address"], [$"{resident.No}|{resident.Name}|{resident.Address}"], IsRecord: true));
        return errands;
    }

    public static IReadOnlyList<Errand> CommunityGrid(SandboxHost sandbox) =>
    [
        .. new[] { "垃圾", "井盖" }.Select(words => new Errand($"community-grid/find-events?keyword={Escape(words)}", ["number", "title", "status"],
            [.. sandbox.CommunityGrid.Events.Where(e => e.Title.Contains(words, StringComparison.Ordinal)).Select(e => $"{e.EventNo}|{e.Title}|{e.Status}")])),
    ];

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
