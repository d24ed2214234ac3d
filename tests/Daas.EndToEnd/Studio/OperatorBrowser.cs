using System.Collections.Concurrent;
using Daas.Runtime.Browsers;
using Microsoft.Playwright;

namespace Daas.EndToEnd.Studio;

/// <summary>An operator's real browser, signed in, that notes whatever a page should never do: run a text, ask another host, break its own policy.</summary>
internal sealed class OperatorBrowser : IAsyncDisposable
{
    private const string Broken = "policy broken:";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;
    private readonly ConcurrentQueue<string> _seen = [];

    private OperatorBrowser(IPlaywright playwright, IBrowser browser, IPage page)
    {
        (_playwright, _browser, Page) = (playwright, browser, page);
        page.Dialog += async (_, dialog) =>
        {
            if (dialog.Type != DialogType.BeforeUnload)
                _seen.Enqueue($"a dialog: {dialog.Message}");
            await dialog.AcceptAsync();
        };
        page.PageError += (_, error) => _seen.Enqueue($"a script broke: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && message.Text.StartsWith(Broken, StringComparison.Ordinal))
                _seen.Enqueue(message.Text);
        };
    }

    public IPage Page { get; }

    /// <summary>What the pages did that they must not.</summary>
    public IReadOnlyCollection<string> Seen => _seen;

    /// <param name="signIn">Link by which an operator signs in.</param>
    /// <param name="language">Of the browser.</param>
    public static async Task<OperatorBrowser> StartAsync(string signIn, string language = "en")
    {
        var found = new BrowserFinder().FindInstalled() ?? throw new InvalidOperationException("no browser is installed");
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = found.ExecutablePath });
        // The screen these offices have.
        var page = await browser.NewPageAsync(new() { Locale = language, ViewportSize = new() { Width = 1366, Height = 768 } });
        var operatorBrowser = new OperatorBrowser(playwright, browser, page);
        var own = new Uri(signIn).GetLeftPart(UriPartial.Authority) + "/";
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(own, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                operatorBrowser._seen.Enqueue($"asked for {request.Url}");
        };
        // Typing over coloured words, the browser itself writes a style attribute into the editor's text, which the editor takes out again.
        await page.AddInitScriptAsync(
            $$"""
            document.addEventListener('securitypolicyviolation', e => {
              if (e.violatedDirective === 'style-src-attr' && document.activeElement?.closest('.cm-content')) return;
              console.error(`{{Broken}} ${e.violatedDirective} by ${e.blockedURI} at ${e.sourceFile}:${e.lineNumber}:${e.columnNumber} ${e.sample}`);
            });
            """);
        await page.GotoAsync(signIn);
        return operatorBrowser;
    }

    /// <summary>Fails when a text ran, when one became an element of the page, or when it made the page wider than the screen.</summary>
    public async Task HoldsAsync(string what)
    {
        var strange = await Page.EvaluateAsync<string[]>(
            """
            () => {
              const found = [];
              if (window.ran !== undefined) found.push('window.ran is set');
              for (const e of document.querySelectorAll('*')) {
                for (const a of e.attributes) if (/^on/i.test(a.name)) found.push(`<${e.localName}> has ${a.name}`);
                if (['href', 'src', 'action', 'formaction', 'data'].some(n => /^\s*(javascript|vbscript|data):/i.test(e.getAttribute(n) ?? ''))) found.push(e.outerHTML.slice(0, 200));
              }
              for (const e of document.querySelectorAll('script:not([src^="/assets/"]), iframe, object, embed, base, math, marquee, video, audio, foreignObject, ' +
                'meta[http-equiv], link:not([href^="/assets/"]), style:not([nonce]), animate, custom-tag, x')) found.push(e.outerHTML.slice(0, 200));
              const wide = document.documentElement.scrollWidth - document.documentElement.clientWidth;
              if (wide > 0) found.push(`the page is ${wide} px wider than the screen`);
              return found;
            }
            """);
        Assert.True(strange.Length == 0 && _seen.IsEmpty, $"{what[..Math.Min(what.Length, 200)]}\n{string.Join('\n', strange.Concat(_seen))}");
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}
