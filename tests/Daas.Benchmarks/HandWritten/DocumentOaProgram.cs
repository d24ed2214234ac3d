using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.DocumentOa;

namespace Daas.Benchmarks.HandWritten;

/// <summary>
/// The office system's list as someone writes it who knows that system: the cells by their place. Either as the form has it, so that what it hides goes along;
/// or with one request a page and no form fetched first, by someone who knows that it hides nothing that matters.
/// </summary>
internal sealed class DocumentOaProgram : IDisposable
{
    private static readonly Encoding Charset = Encoding.GetEncoding("gb18030");

    private readonly HttpClient _http;
    private readonly HtmlParser _parser = new();

    public DocumentOaProgram(Uri system) =>
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { BaseAddress = system };

    public async Task SignInAsync(DocumentOaSystem system, CancellationToken ct)
    {
        var account = system.Accounts.All[0];
        using var form = Form.Encode(Charset, ("userName", account.Name), ("password", account.Password), ("role", "1"));
        using var answer = await _http.PostAsync("login.do", form, ct);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath != "/index.do")
            throw new InvalidOperationException("not signed in");
    }

    /// <param name="title">Part of it; null: any.</param>
    /// <param name="urgency">Null: any.</param>
    /// <param name="form">True: the page with the form is fetched first, and each page's hidden fields go into the next request.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<IReadOnlyList<DocumentRow>> FindAsync(string? title, string? urgency, bool form, CancellationToken ct)
    {
        var rows = new List<DocumentRow>();
        IEnumerable<(string Name, string? Value)> hidden = [];
        if (form)
        {
            using var first = await ReadAsync(await _http.GetAsync("docList.do", ct), ct);
            hidden = Hidden(first);
        }

        for (var page = 1; ; page++)
        {
            (string Name, string? Value) asks = page == 1 ? ("cmd", "查询") : ("pageNo", page.ToString(CultureInfo.InvariantCulture));
            (string Name, string? Value)[] fields = [("title", title), ("urgency", urgency), asks];
            using var body = Form.Encode(Charset, hidden.Where(h => !fields.Any(f => f.Name == h.Name)).Concat(fields));
            using var document = await ReadAsync(await _http.PostAsync("docList.do", body, ct), ct);
            if (form)
                hidden = Hidden(document);
            var table = document.QuerySelector("table[bordercolor]") ?? throw new InvalidOperationException("signed out, or another page");
            foreach (var line in table.QuerySelectorAll("tr").Skip(1))
            {
                var cells = line.Children;
                if (cells.Length < 8 || cells[1].TextContent.Trim() is not { Length: > 0 } number)
                    continue;
                rows.Add(new DocumentRow(
                    number,
                    cells[2].TextContent.Trim(),
                    cells[3].TextContent.Trim(),
                    cells[4].TextContent.Trim(),
                    DateOnly.ParseExact(cells[5].TextContent.Trim(), "yyyy年M月d日", CultureInfo.InvariantCulture),
                    cells[6].TextContent.Trim(),
                    cells[7].TextContent.Trim(),
                    new Uri(_http.BaseAddress!, cells[2].QuerySelector("a")!.GetAttribute("href")!).AbsoluteUri));
            }

            if (!document.QuerySelectorAll("a").Any(a => a.TextContent == "下一页"))
                return rows;
        }
    }

    public void Dispose() => _http.Dispose();

    private static List<(string Name, string? Value)> Hidden(IHtmlDocument page) =>
        [.. page.QuerySelectorAll<IHtmlInputElement>("form[name=queryForm] input[type=hidden]").Select(h => (h.Name!, (string?)h.Value))];

    private async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        using (answer)
        {
            answer.EnsureSuccessStatusCode();
            return _parser.ParseDocument(Charset.GetString(await answer.Content.ReadAsByteArrayAsync(ct)));
        }
    }
}
