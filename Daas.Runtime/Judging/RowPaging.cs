using System.Globalization;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;

namespace Daas.Runtime.Judging;

/// <summary>
/// Reads the rows of an operation, page after page, each told before the next is fetched. What the pages say about themselves is checked. How a page is
/// turned and looked at is the path's.
/// </summary>
internal abstract class RowPaging(Attempt attempt, TemplateValues values, Reading reading, Func<RunEvent, ValueTask> tell)
{
    private RunError? last;
    private PageRows? same;
    private int length;
    private PageView? seen;

    public int Pages { get; private set; }

    public int Rows { get; private set; }

    public bool Complete { get; private set; } = true;

    protected Attempt Attempt { get; } = attempt;

    protected Output Output { get; } = attempt.Operation.Output!;

    /// <summary>The charset in which the page came; null where the path does not know.</summary>
    protected virtual string? Charset => null;

    /// <summary>False where the answer is one page by the script.</summary>
    protected virtual bool MayTurn => Output.Next is not null || Output.Paging.Open is not null;

    public async Task<RunError?> ReadAsync()
    {
        PageRows? before = null;
        for (var number = 1; ; number++)
        {
            (last, same) = (null, null);
            var read = await OneAsync(number, before);
            if (read.Failed)
                return read.Error;
            if (read.Value.Last)
                return Verified(before!, number - 1);
            var page = read.Value.Rows!;
            (Pages, length) = (number, page.Rows.Count);
            IReadOnlyList<Row> fresh = Output.Paging.Accumulates && before is not null ? [.. page.Rows.Skip(before.Rows.Count)] : page.Rows;
            var room = Attempt.Rows - Rows;
            if (fresh.Count > room)
            {
                fresh = [.. fresh.Take(room)];
                Complete = false;
            }

            if (Attempt.Witness?.Look(seen!, page, fresh, Rows, Charset, () => reading.ShowsSignedIn(seen!)) is { } strange)
                return strange;
            Rows += fresh.Count;
            await tell(new RunEvent.Rows(number, page.Pages, fresh));
            if (!Complete)
                return null;
            // A sign of emptiness does not end a list of which more was told.
            if (page.EmptyShown)
                return Verified(page, number) ?? (before is null ? null : Verified(before, number - 1));
            before = page;
            if (!MayTurn)
                return Verified(page, number);
            if (number >= Attempt.Pages || Rows >= Attempt.Rows)
            {
                Complete = !TellsMore(page, number)
                    && (page.Pages == number || page.Total is not null || (page.Pages is null && !await HasNextAsync(number + 1)));
                return null;
            }

            // What is told on several pages is no count of one page.
            if (number > 1 && page.Total == Rows)
                return Verified(page, number);
            SetPage(number + 1);
            var turned = await TurnAsync(page, number);
            if (turned.Failed)
                return turned.Error;
            if (!turned.Value)
                return Verified(page, number);
        }
    }

    /// <summary>The rows of the file that was taken.</summary>
    public async Task<RunError?> ReadFileAsync(FileContent file)
    {
        var read = Extractor.FileRows(Output, file, Attempt.Rows + 1);
        if (read.Failed)
            return read.Error;
        var rows = read.Value;
        if (rows.Count > Attempt.Rows)
        {
            rows = [.. rows.Take(Attempt.Rows)];
            Complete = false;
        }

        if (Attempt.Witness?.Look(file, rows) is { } strange)
            return strange;
        Pages = 1;
        Rows = rows.Count;
        await tell(new RunEvent.Rows(1, 1, rows));
        return null;
    }

    /// <summary>One page: its rows, or that there are none, as soon as <see cref="Look"/> has an answer; else <see cref="NoneAsync"/>.</summary>
    protected abstract Task<Fallible<Turned>> OneAsync(int number, PageRows? before);

    /// <summary>Goes to the next page; false when this is the last.</summary>
    protected abstract Task<Fallible<bool>> TurnAsync(PageRows page, int number);

    /// <summary>Whether the page shown has a way to page <paramref name="number"/>.</summary>
    protected abstract Task<bool> HasNextAsync(int number);

    /// <summary>What a page says; null when it is not yet, or not at all, the page wanted.</summary>
    protected Fallible<Turned>? Look(PageView view, int number, PageRows? before)
    {
        if (reading.Ends(view, Attempt.Operation) is { } ended)
            return ended;
        var rows = Extractor.Rows(Output, view, Attempt.Rows + 1);
        if (rows.Failed)
        {
            last = rows.Error;
            return rows.Error.Class == ErrorClass.AdapterBug ? (Fallible<Turned>?)rows.Error : null;
        }

        (last, seen) = (null, view);
        if (before is not null && !HasTurned(before, rows.Value, number))
        {
            same = rows.Value;
            return null;
        }

        return rows.Value.Rows.Count > 0 || rows.Value.EmptyShown ? (Fallible<Turned>?)new Turned(rows.Value, false) : null;
    }

    /// <summary>No look gave an answer.</summary>
    protected async Task<Fallible<Turned>> NoneAsync(int number, PageRows? before)
    {
        // A way on that leads nowhere, where no more is to come.
        if (before is not null && (before.Pages == number - 1 || (Output.Rows is RowSource.Json && before.Total == Rows)))
            return new Turned(null, true);
        if (same is not null)
        {
            if (same.Page is { } stays && before!.Page is not null)
                return new RunError(ErrorClass.ContractViolation, $"the next page was asked for, but the system still shows page {stays}");
            return await HasNextAsync(number)
                ? new RunError(ErrorClass.ContractViolation, $"going to page {number} did not change the rows, though there is still a way to a next page")
                : new Turned(null, true);
        }

        return last ?? new RunError(ErrorClass.Drift, Output.Empty is null
            ? "no rows, and the adapter names no sign of emptiness" : $"no rows, and the page does not show the sign of emptiness {Output.Empty}");
    }

    /// <summary>A way on that does not open: the end of the list, unless the page says that more follow.</summary>
    protected static Fallible<bool> NotTurned(RunError error, bool expected, int number) =>
        error.Class == ErrorClass.Drift && !expected ? false
        : expected ? error with { Class = ErrorClass.ContractViolation, Message = $"page {number} says that more follow, but the way to the next page was {error.Message}" }
        : error;

    /// <summary>True when the page says that more follow it.</summary>
    protected bool TellsMore(PageRows page, int number) => page.Pages > number || page.Total > Rows;

    /// <summary>Pages further ahead than the next are taken to be as long as the one just read.</summary>
    protected void SetPage(int number)
    {
        values["page"] = number.ToString(CultureInfo.InvariantCulture);
        values["offset"] = (Rows + ((number - Pages - 1) * length)).ToString(CultureInfo.InvariantCulture);
    }

    private bool HasTurned(PageRows before, PageRows now, int number)
    {
        if (now.Page is { } page)
            return page == number;
        if (Output.Paging.Accumulates)
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

    /// <param name="Rows">The page; null when there is none any more.</param>
    /// <param name="Last">The page before was the last.</param>
    protected sealed record Turned(PageRows? Rows, bool Last);
}
