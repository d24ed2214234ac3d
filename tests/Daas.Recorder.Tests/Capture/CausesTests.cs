using Daas.Recorder.Drafting;
using Microsoft.AspNetCore.Http;

namespace Daas.Recorder.Tests.Capture;

/// <summary>What a recording teaches of waiting: answers that came because of an action, but later than at once.</summary>
public sealed class CausesTests : IAsyncLifetime
{
    private OldSystem _system = null!;

    public async ValueTask InitializeAsync()
    {
        _system = await OldSystem.StartAsync();
        _system.Answers = async http =>
        {
            if (http.Request.Path == "/api/people")
                await http.Response.WriteAsJsonAsync(new { rows = new[] { new { name = "王" + http.Request.Query["name"] } } });
            else if (http.Request.Path == "/api/alive")
                await http.Response.WriteAsync("ok");
            else
                return false;
            return true;
        };
    }

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Theory]
    [InlineData("click", "GET /api/people?kind=all")]
    [InlineData("later", "GET /api/people?kind=all")]
    [InlineData("type", "GET /api/people?kind=all")]
    [InlineData("atOnce", "")]
    [InlineData("unseen", "")]
    public async Task Only_an_answer_that_a_timer_asked_for_and_the_page_shows_is_to_be_waited_for(string how, string causes)
    {
        _system.Own["/people"] = $$"""
            <body><input name=q aria-label=姓名><button>查询</button><table border=1><tr><th>编号<th>姓名<tr><td>1<td id=cell>旧名</table>
            <script>
            const ask = seen => fetch('/api/people?kind=all&name=' + encodeURIComponent(q().value) + '&t=' + Date.now()).then(r => r.json())
              .then(d => { if (seen) cell.textContent = d.rows[0].name; });
            const q = () => document.querySelector('[name=q]');
            let timer, how = '{{how}}';
            setInterval(() => fetch('/api/alive'), 700);
            q().oninput = () => { clearTimeout(timer); if (how === 'type') timer = setTimeout(ask, 250, true); };
            document.querySelector('button').onclick = () => {
              if (how === 'atOnce') ask(true);
              else if (how === 'click') setTimeout(ask, 400, true);
              else if (how === 'later') fetch('/api/alive').then(() => setTimeout(ask, 500, true));
              else if (how === 'unseen') setTimeout(ask, 400, false);
            };
            </script></body>
            """;
        await using var driven = await Driven.StartAsync(new Uri(_system.Url, "/people"));
        var page = driven.Page;
        await page.ClickAsync("[name=q]");
        await page.Keyboard.TypeAsync("芳");
        if (how == "type")
            await page.WaitForSelectorAsync("text=王芳");
        await page.ClickAsync("text=查询");
        if (how is not ("unseen" or "type"))
            await page.WaitForSelectorAsync("text=王芳");
        await page.WaitForTimeoutAsync(2200);
        var recording = await driven.FinishAsync();

        var draft = Drafter.Draft(recording, null, null, new DraftNames("town", "find-people"));
        var steps = draft.Adapter.Operations[0].Steps;
        Assert.Equal(causes, string.Join(" ", steps.SelectMany(s => s.Causes)));
        if (causes.Length > 0)
            Assert.NotEmpty(steps[how == "type" ? ^2 : ^1].Causes);
    }
}
