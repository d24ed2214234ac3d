using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.CivilAffairs;

namespace Daas.Benchmarks.HandWritten;

/// <summary>The civil affairs system's list as someone writes it who knows that system: the sealed fields of each page go into the next post.</summary>
internal sealed partial class CivilAffairsProgram : IDisposable
{
    private static readonly Encoding Charset = Encoding.GetEncoding("gbk");

    private readonly HttpClient _http;
    private readonly HtmlParser _parser = new();

    private readonly CookieContainer _cookies = new();

    public CivilAffairsProgram(Uri system) =>
        _http = new HttpClient(new SocketsHttpHandler { CookieContainer = _cookies, PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { BaseAddress = system };

    /// <summary>Goes on in a session that another has begun.</summary>
    public void Adopt(Cookie session) => _cookies.Add(_http.BaseAddress!, new Cookie(session.Name, session.Value));

    public async Task SignInAsync(CivilAffairsSystem system, CancellationToken ct)
    {
        // This system lets an account in once at a time: the program has another one than the connection.
        var account = system.Accounts.All[1];
        using var page = await ReadAsync(await _http.GetAsync("login.aspx", ct), ct);
        using var answer = await _http.PostAsync("login.aspx", Fill(page, ("txtUser", account.Name), ("txtPwd", account.Password), ("btnLogin", "登录")), ct);
        if (answer.RequestMessage!.RequestUri!.AbsolutePath != "/default.aspx")
            throw new InvalidOperationException("not signed in");
    }

    public async Task<IReadOnlyList<ResidentRow>> FindAsync(string? name, string? street, CancellationToken ct)
    {
        var rows = new List<ResidentRow>();
        var page = await ReadAsync(await _http.GetAsync("residents.aspx", ct), ct);
        var form = Fill(page, ("txtName", name ?? ""), ("txtIdNo", ""), ("ddlStreet", street ?? ""), ("btnQuery", "查询"));
        while (true)
        {
            page.Dispose();
            page = await ReadAsync(await _http.PostAsync("residents.aspx", form, ct), ct);
            form.Dispose();
            var table = page.GetElementById("gvList") ?? throw new InvalidOperationException("signed out, or another page");
            foreach (var line in table.QuerySelectorAll("tr").Skip(1))
            {
                var cells = line.Children;
                rows.Add(new ResidentRow(
                    cells[0].TextContent.Trim(),
                    cells[1].TextContent.Trim(),
                    cells[2].TextContent.Trim(),
                    cells[3].TextContent.Trim(),
                    DateOnly.ParseExact(cells[4].TextContent.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture),
                    cells[5].TextContent.Trim(),
                    DateOnly.ParseExact(cells[6].TextContent.Trim(), "yyyy-M-d", CultureInfo.InvariantCulture),
                    new Uri(_http.BaseAddress!, cells[7].QuerySelector("a")!.GetAttribute("href")!).AbsoluteUri));
            }

            var next = page.QuerySelectorAll("div.pager a").FirstOrDefault(a => a.TextContent == "下一页")?.GetAttribute("href");
            if (next is null)
                break;
            var post = PostBack.Match(next);
            form = Fill(page, ("txtName", name ?? ""), ("txtIdNo", ""), ("ddlStreet", street ?? ""), ("__EVENTTARGET", post.Groups[1].Value), ("__EVENTARGUMENT", post.Groups[2].Value));
        }

        page.Dispose();
        return rows;
    }

    public void Dispose() => _http.Dispose();

    private static ByteArrayContent Fill(IHtmlDocument page, params (string Name, string Value)[] fields)
    {
        var hidden = page.QuerySelectorAll<IHtmlInputElement>("#form1 input[type=hidden]").Where(h => !fields.Any(f => f.Name == h.Name)).Select(h => (h.Name!, (string?)h.Value));
        return Form.Encode(Charset, hidden.Concat(fields.Select(f => (f.Name, (string?)f.Value))));
    }

    private async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        using (answer)
        {
            answer.EnsureSuccessStatusCode();
            return _parser.ParseDocument(Charset.GetString(await answer.Content.ReadAsByteArrayAsync(ct)));
        }
    }

    [GeneratedRegex(@"__doPostBack\('([^']*)','([^']*)'\)")]
    private static partial Regex PostBack { get; }
}
