using Daas.Runtime.Browsers;
using Daas.Server.Sandbox;
using Microsoft.Playwright;
using Cookie = System.Net.Cookie;

namespace Daas.Benchmarks.Paths;

/// <summary>
/// The same searches as someone would write them with Playwright alone: its own waiting, ids and names known, no proxy, text of the rows as shown. Pages are warm
/// and signed in.
/// </summary>
internal sealed class PlainScripts : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly Uri _civilAffairs;
    private readonly Uri _documentOa;
    private IPage _residents = null!;
    private IPage _documents = null!;

    private PlainScripts(IPlaywright playwright, IBrowser browser, SandboxHost sandbox)
    {
        (_playwright, _browser) = (playwright, browser);
        (_civilAffairs, _documentOa) = (sandbox.CivilAffairs.Url, sandbox.DocumentOa.Url);
    }

    public static async Task<PlainScripts> StartAsync(SandboxHost sandbox, CancellationToken ct)
    {
        var found = await new BrowserFinder().FindOrInstallAsync(cancellationToken: ct);
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = found.ExecutablePath });
        var scripts = new PlainScripts(playwright, browser, sandbox);
        await scripts.SignInAsync(sandbox);
        return scripts;
    }

    /// <summary>The session of the system that lets an account in once at a time, for whoever takes turns with these scripts.</summary>
    public async Task<Cookie> ResidentsSessionAsync()
    {
        var cookie = (await _residents.Context.CookiesAsync([_civilAffairs.AbsoluteUri])).Single(c => c.Name == "ASP.NET_SessionId");
        return new Cookie(cookie.Name, cookie.Value);
    }

    public Task<IReadOnlyList<string>> RunAsync(Search search) =>
        search.Operation == "find-residents" ? FindResidentsAsync(search.Inputs) : FindDocumentsAsync(search.Inputs);

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }

    private async Task SignInAsync(SandboxHost sandbox)
    {
        // This system lets an account in once at a time: the script has another one than the connection.
        var account = sandbox.CivilAffairs.Accounts.All[1];
        _residents = await _browser.NewPageAsync();
        await _residents.GotoAsync(new Uri(_civilAffairs, "login.aspx").AbsoluteUri);
        await _residents.FillAsync("#txtUser", account.Name);
        await _residents.FillAsync("#txtPwd", account.Password);
        await _residents.ClickAsync("#btnLogin");
        await _residents.WaitForURLAsync("**/default.aspx");

        account = sandbox.DocumentOa.Accounts.All[0];
        _documents = await _browser.NewPageAsync();
        await _documents.GotoAsync(new Uri(_documentOa, "login.do").AbsoluteUri);
        await _documents.FillAsync("input[name=userName]", account.Name);
        await _documents.FillAsync("input[name=password]", account.Password);
        await _documents.SelectOptionAsync("select[name=role]", new SelectOptionValue { Label = account.Role });
        await _documents.ClickAsync("input[type=submit]");
        await _documents.WaitForURLAsync("**/index.do");
    }

    private async Task<IReadOnlyList<string>> FindResidentsAsync(Dictionary<string, string> inputs)
    {
        var page = _residents;
        await page.GotoAsync(new Uri(_civilAffairs, "residents.aspx").AbsoluteUri);
        if (inputs.TryGetValue("name", out var name))
            await page.Locator("#txtName").FillAsync(name);
        if (inputs.TryGetValue("street", out var street))
            await page.Locator("#ddlStreet").SelectOptionAsync(street);
        var rows = new List<string>();
        var go = page.GetByRole(AriaRole.Button, new() { Name = "查询" });
        var next = page.GetByRole(AriaRole.Link, new() { Name = "下一页" });
        do
        {
            await GoAsync(page.MainFrame, go);
            rows.AddRange((await page.Locator("#gvList tr:has(td)").AllInnerTextsAsync()).Select(row => Cells(row, 0, 1, 2, 3, 5)));
            go = next;
        }
        while (await next.CountAsync() > 0);
        return rows;
    }

    private async Task<IReadOnlyList<string>> FindDocumentsAsync(Dictionary<string, string> inputs)
    {
        await _documents.GotoAsync(new Uri(_documentOa, "index.do").AbsoluteUri);
        var frame = _documents.Frame("mainFrame")!;
        if (inputs.TryGetValue("title", out var title))
            await frame.Locator("input[name=title]").FillAsync(title);
        if (inputs.TryGetValue("urgency", out var urgency))
            await frame.Locator("select[name=urgency]").SelectOptionAsync(urgency);
        var rows = new List<string>();
        var go = frame.GetByRole(AriaRole.Button, new() { Name = "查询" });
        var next = frame.GetByRole(AriaRole.Link, new() { Name = "下一页" });
        do
        {
            await GoAsync(frame, go);
            var lines = await frame.Locator("table[bordercolor] tr:not(:first-child)").AllInnerTextsAsync();
            rows.AddRange(lines.Where(line => !string.IsNullOrWhiteSpace(line)).Select(row => Cells(row, 1, 2, 3, 4, 6, 7)));
            go = next;
        }
        while (await next.CountAsync() > 0);
        return rows;
    }

    // The page that answers has the address of the one that asks, so there is nothing else to wait for.
#pragma warning disable CS0612, CS0618
    private static Task GoAsync(IFrame frame, ILocator click) => frame.RunAndWaitForNavigationAsync(() => click.ClickAsync());
#pragma warning restore CS0612, CS0618

    private static string Cells(string row, params int[] which)
    {
        var cells = row.Split('\t');
        return string.Join('|', which.Select(i => cells[i].Trim()));
    }
}
