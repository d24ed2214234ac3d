using Daas.Core.Adapters;
using Daas.Core.Steps;
using Daas.Runtime.Tests.BrowserPath;
using Daas.Runtime.Tests.Browsers;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Daas.Runtime.Tests.HttpPath;

[Collection(BrowserTests.Name)]
public sealed class SameBrowserTests(SharedBrowser browser)
{
    // What an old system may hold a session to, or answer by. The browser may know more formats.
    private static readonly string[] Compared = ["Accept-Language", "Upgrade-Insecure-Requests", "Referer", "Origin", "Content-Type", "Connection"];

    [Fact]
    public async Task A_page_a_link_and_a_form_are_asked_for_as_a_browser_asks()
    {
        await using var stage = await HttpStage.SetAsync();
        await using var pages = await Stage.SetAsync(browser);
        var (plain, shown) = (Watch(stage.System), Watch(pages.System));

        await stage.DoAsync(new ExchangeTemplate.Get("/list?a=1"), new ExchangeTemplate.Follow(Stage.Name("next")), new ExchangeTemplate.Submit("#f"));
        await pages.DoAsync(new Step.Open("/list?a=1"), new Step.Click(Stage.Name("next")), new Step.Click(Stage.Name("go")));

        Assert.Equal(3, plain.Count);
        Assert.Equal(shown.Select(h => h.Replace(pages.System.Url.Authority, "host", StringComparison.Ordinal)),
            plain.Select(h => h.Replace(stage.System.Url.Authority, "host", StringComparison.Ordinal)));
    }

    private static List<string> Watch(OldSystem system)
    {
        var seen = new List<string>();
        foreach (var path in new[] { "/list", "/next", "/go" })
        {
            system.Page(path, r =>
            {
                seen.Add($"{r.Method} {r.Path} " + string.Join(" · ", Compared.Select(name => $"{name}={r.Headers[name]}")));
                return "<a href=next>next</a><form id=f method=post action=go><input name=x value=1><button>go</button></form>";
            });
        }

        return seen;
    }
}
