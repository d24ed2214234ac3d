using System.Globalization;
using System.Net;
using System.Text;
using AngleSharp.Html.Parser;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.DocumentOa;

namespace Daas.Benchmarks.HandWritten;

/// <summary>
/// The office system's list as someone writes it who knows that system and needs nothing else: one request a page, no form fetched first, the cells by their
/// place.
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

    public async Task<IReadOnlyList<DocumentRow>> FindAsync(string? title, string? urgency, CancellationToken ct)
    {
        var rows = new List<DocumentRow>();
        for (var page = 1; ; page++)
        {
            using var form = page == 1
                ? Form.Encode(Charset, ("title", title), ("urgency", urgency), ("cmd", "查询"))
                : Form.Encode(Charset, ("title", title), ("urgency", urgency), ("pageNo", page.ToString(CultureInfo.InvariantCulture)));
            using var answer = await _http.PostAsync("docList.do", form, ct);
            answer.EnsureSuccessStatusCode();
            using var document = _parser.ParseDocument(Charset.GetString(await answer.Content.ReadAsByteArrayAsync(ct)));
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
}
