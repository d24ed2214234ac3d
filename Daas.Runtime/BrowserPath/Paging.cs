using System.Text.Json;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Judging;

namespace Daas.Runtime.BrowserPath;

/// <summary>Turns pages by the way that the output names, and waits for their rows.</summary>
internal sealed class Paging(Scene scene, Attempt attempt, Stepping stepping, Locating locating, Waiting waiting, Reading reading, Func<RunEvent, ValueTask> tell)
    : RowPaging(attempt, scene.Values, reading, tell)
{
    private static readonly TimeSpan ChangePatience = TimeSpan.FromSeconds(5);

    protected override async Task<Fallible<bool>> TurnAsync(PageRows page, int number)
    {
        if (Output.Paging.Open is { } open)
        {
            if (page.Pages == number)
                return false;
            scene.Mark();
            return await stepping.OpenAsync(open.FillAddress(scene.Values, scene.Charset)!, scene.Patience(null)) is { } error ? error : true;
        }

        scene.Mark();
        var window = scene.Window;
        var expected = TellsMore(page, number);
        var acted = await locating.ActAsync(Output.Next!, "click", "next", new() { ["expected"] = expected }, expected ? scene.Patience(null) : TimeSpan.Zero, 0);
        if (acted.Failed)
            return NotTurned(acted.Error, expected, number);
        if (acted.Value.ValueKind != JsonValueKind.Undefined && acted.Value.TryGetProperty("dead", out _))
            return false;
        return await waiting.SettleAsync(window, scene.Patience(null)) is { } unsettled ? unsettled : true;
    }

    protected override async Task<bool> HasNextAsync(int number)
    {
        if (Output.Next is null)
            return true;
        SetPage(number);
        var found = await locating.ActAsync(Output.Next, "click", "isNext", [], TimeSpan.Zero, 0);
        return !found.Failed && !found.Value.TryGetProperty("dead", out _);
    }

    protected override async Task<Fallible<Turned>> OneAsync(int number, PageRows? before)
    {
        var patience = scene.Patience(null);
        var found = await waiting.UntilAsync<Turned>(
            before is null || patience < ChangePatience ? patience : ChangePatience, view => Task.FromResult(Look(view, number, before)));
        return found ?? await NoneAsync(number, before);
    }
}
