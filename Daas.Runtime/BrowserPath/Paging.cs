using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;

namespace Daas.Runtime.BrowserPath;

/// <summary>Reads the rows of an operation, page after page, each told as soon as it is read. What the pages say about themselves is checked.</summary>
internal sealed class Paging(Scene scene, Attempt attempt, Stepping stepping, Locating locating, Waiting waiting, Reading reading, Func<RunEvent, ValueTask> tell)
{
    private static readonly TimeSpan ChangePatience = TimeSpan.FromSeconds(5);

    private readonly Output output = attempt.Operation.Output!;

    public int Pages { get; private set; }

    public int Rows { get; private set; }

    public bool Complete { get; private set; } = true;

    public async Task<RunError?> ReadAsync()
    {
        PageRows? before = null;
        for (var number = 1; ; number++)
        {
            var read = await OneAsync(number, before);
            if (read.Failed)
                return read.Error;
            if (read.Value.Last)
                return Verified(before!, number - 1);
            var page = read.Value.Rows!;
            Pages = number;
            IReadOnlyList<Row> fresh = output.Paging.Accumulates && before is not null ? [.. page.Rows.Skip(before.Rows.Count)] : page.Rows;
            var room = attempt.Rows - Rows;
            if (fresh.Count > room)
            {
                fresh = [.. fresh.Take(room)];
                Complete = false;
            }

            Rows += fresh.Count;
            await tell(new RunEvent.Rows(number, page.Pages, fresh));
            if (!Complete || page.EmptyShown)
                return null;
            before = page;
            if (output.Next is null && output.Paging.Open is null)
                return Verified(page, number);
            if (number >= attempt.Pages || Rows >= attempt.Rows)
            {
                Complete = page.Pages == number || (page.Total is { } total && Rows >= total) || (page.Pages is null && !await HasNextAsync(number + 1));
                return null;
            }

            scene.Values["page"] = (number + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var turned = await TurnAsync(page, number);
            if (turned.Failed)
                return turned.Error;
            if (!turned.Value)
                return Verified(page, number);
        }
    }

    /// <summary>The rows of the file that the steps took.</summary>
    public async Task<RunError?> ReadFileAsync(FileContent file)
    {
        var read = Extractor.FileRows(output, file, attempt.Rows + 1);
        if (read.Failed)
            return read.Error;
        var rows = read.Value;
        if (rows.Count > attempt.Rows)
        {
            rows = [.. rows.Take(attempt.Rows)];
            Complete = false;
        }

        Pages = 1;
        Rows = rows.Count;
        await tell(new RunEvent.Rows(1, 1, rows));
        return null;
    }

    /// <summary>Goes to the next page; false when this is the last.</summary>
    private async Task<Fallible<bool>> TurnAsync(PageRows page, int number)
    {
        if (output.Paging.Open is { } open)
        {
            if (page.Pages == number)
                return false;
            scene.Mark();
            return await stepping.OpenAsync(open.FillAddress(scene.Values, scene.Charset)!, scene.Patience(null)) is { } error ? error : true;
        }

        scene.Mark();
        var window = scene.Window;
        var expected = page.Pages > number || page.Total > Rows;
        var acted = await locating.ActAsync(output.Next!, "click", "next", new() { ["expected"] = expected }, expected ? scene.Patience(null) : TimeSpan.Zero, 0);
        if (acted.Failed)
            return acted.Error.Class == ErrorClass.Drift && !expected ? false
                : expected ? acted.Error with { Class = ErrorClass.ContractViolation, Message = $"page {number} says that more follow, but the way to the next page was {acted.Error.Message}" }
                : acted.Error;
        if (acted.Value.ValueKind != System.Text.Json.JsonValueKind.Undefined && acted.Value.TryGetProperty("dead", out _))
            return false;
        return await waiting.SettleAsync(window, scene.Patience(null)) is { } unsettled ? unsettled : true;
    }

    private async Task<bool> HasNextAsync(int number)
    {
        if (output.Next is null)
            return true;
        scene.Values["page"] = number.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var found = await locating.ActAsync(output.Next, "click", "isNext", [], TimeSpan.Zero, 0);
        return !found.Failed && !found.Value.TryGetProperty("dead", out _);
    }

    /// <summary>One page: waits for its rows, or for a sign that there are none.</summary>
    private async Task<Fallible<Turned>> OneAsync(int number, PageRows? before)
    {
        RunError? last = null;
        PageRows? same = null;
        var patience = scene.Patience(null);
        var found = await waiting.UntilAsync<Turned>(before is null ? patience : Shorter(patience, ChangePatience), view =>
        {
            if (reading.Ends(view, attempt.Operation) is { } ended)
                return Task.FromResult<Fallible<Turned>?>(ended);
            var rows = Extractor.Rows(output, view, attempt.Rows + 1);
            if (rows.Failed)
            {
                last = rows.Error;
                return Task.FromResult<Fallible<Turned>?>(rows.Error.Class == ErrorClass.AdapterBug ? (Fallible<Turned>?)rows.Error : null);
            }

            last = null;
            if (before is not null && !HasTurned(before, rows.Value, number))
            {
                same = rows.Value;
                return Task.FromResult<Fallible<Turned>?>(null);
            }

            return Task.FromResult<Fallible<Turned>?>(rows.Value.Rows.Count > 0 || rows.Value.EmptyShown ? (Fallible<Turned>?)new Turned(rows.Value, false) : null);
        });
        if (found is { } done)
            return done;
        if (same is not null)
        {
            if (same.Page is { } stays && before!.Page is not null)
                return new RunError(ErrorClass.ContractViolation, $"the next page was asked for, but the system still shows page {stays}");
            return await HasNextAsync(number)
                ? new RunError(ErrorClass.ContractViolation, $"going to page {number} did not change the rows, though there is still a way to a next page")
                : new Turned(null, true);
        }

        return last ?? new RunError(ErrorClass.Drift, output.Empty is null
            ? "no rows, and the adapter names no sign of emptiness" : $"no rows, and the page does not show the sign of emptiness {output.Empty}");
    }

    private bool HasTurned(PageRows before, PageRows now, int number)
    {
        if (now.Page is { } page)
            return page == number;
        if (output.Paging.Accumulates)
            return now.Rows.Count > before.Rows.Count;
        return !now.Rows.SequenceEqual(before.Rows);
    }

    private RunError? Verified(PageRows page, int number)
    {
        if (page.Pages is { } pages && pages > number)
            return new RunError(ErrorClass.ContractViolation, $"the system says that there are {pages} pages, but {number} could be reached");
        if (page.Total is { } total && total != Rows)
            return new RunError(ErrorClass.ContractViolation, $"the system says that there are {total} rows, but {Rows} were read on {number} pages");
        return null;
    }

    private static TimeSpan Shorter(TimeSpan a, TimeSpan b) => a < b ? a : b;

    /// <param name="Rows">The page; null when there is none any more.</param>
    /// <param name="Last">The page before was the last.</param>
    private sealed record Turned(PageRows? Rows, bool Last);
}
