namespace Daas.Server.Sandbox.DocumentOa;

/// <summary>The documents in memory, newest first as the list shows them, with the few questions the pages ask.</summary>
internal sealed class DocumentLedger
{
    private const int Stock = 228;
    private readonly List<Document> _all = [];
    private int _lastAttachment;

    internal DocumentLedger() => Restock();

    internal IReadOnlyList<Document> All => _all;

    internal int NextId => _all.Count + 1;

    internal void Add(Document document) => _all.Insert(0, document);

    internal Document? Find(string id) => _all.FirstOrDefault(d => $"{d.Id}" == id);

    internal bool Knows(string docNo) => _all.Any(d => d.DocNo == docNo);

    internal Attachment? FindAttachment(string id) => _all.SelectMany(d => d.Attachments).FirstOrDefault(a => $"{a.Id}" == id);

    internal Attachment Attach(string fileName, byte[] content) => new(++_lastAttachment, fileName, content);

    internal IReadOnlyList<Document> Search(string docNo, string title, string unit, string urgency) =>
    [
        .. _all.Where(d => d.DocNo.Contains(docNo, StringComparison.Ordinal) && d.Title.Contains(title, StringComparison.Ordinal)
            && d.Unit.Contains(unit, StringComparison.Ordinal) && (urgency.Length == 0 || d.Urgency == urgency)),
    ];

    internal void Restock()
    {
        _all.Clear();
        _lastAttachment = 1000;
        for (var id = 1; id <= Stock; id++) Add(Invent(id));
    }

    private Document Invent(int id)
    {
        var chance = Invented.Chance(id, 3);
        var unit = chance.Next(Invented.Units.Length);
        // The numbers of a registry rise with the days.
        var received = new DateOnly(2024, 1, 3).AddDays((id * 4) + chance.Next(4));
        var place = chance.OneOf(Invented.Streets);
        string[] subjects =
        [
            $"关于做好{received.Year}年{received.Month}月城乡低保动态管理工作的通知", $"关于开展{place}养老机构消防安全检查的通知", $"关于{place}特困人员供养资金发放情况的报告",
            "关于转发《高龄津贴发放管理办法》的通知", $"关于{place}临时救助申请的批复", $"关于报送{received.Year}年第{(received.Month + 2) / 3}季度绩效考核自评表的函",
            $"关于召开{place}民政工作推进会的通知", $"关于{place}撤村并组方案的请示", $"关于开展{received.Year}年困难残疾人生活补贴复核的通知", $"关于{place}婚姻登记档案补录工作的函",
        ];
        var title = chance.OneOf(subjects);
        var files = Enumerable.Range(0, id % 3)
            .Select(n => n == 0 ? Attach($"{title}.doc", Letter(title, id)) : Attach($"附件{n}：报送表（{received.Year}年）.txt", Note(title, id))).ToList();
        return new Document(id, $"{"办财卫人教民残医公统"[unit]}字〔{received.Year}〕{id}号", title, Invented.Units[unit],
            chance.OneOf(OfficeDirectory.Urgencies), chance.OneOf(OfficeDirectory.Secrecies), received,
            chance.OneOf(OfficeDirectory.People).Name, id > Stock - 20 ? "待办" : chance.Next(4) == 0 ? "办理中" : "已办结", chance.Next(1, 30), $"请按要求办理（编号{id}）。", files);
    }

    /// <summary>A ".doc" of those days: a web page that Word opens.</summary>
    private static byte[] Letter(string title, int id) =>
        Charsets.Gb18030.GetBytes($"<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=gb18030\"></head>" +
            $"<body><h1>{title}</h1><p>各乡镇人民政府、街道办事处：</p><p>一、提高认识；二、明确责任；三、按时报送（编号{id}）。</p></body></html>");

    private static byte[] Note(string title, int id) => Charsets.Gb18030.GetBytes($"{title}\r\n编号：{id}\r\n单位\t人数\t金额\r\n城关镇\t{id}\t{id * 100}\r\n");
}
