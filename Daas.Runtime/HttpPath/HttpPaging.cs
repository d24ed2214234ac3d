using System.Globalization;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Connections;
using Daas.Runtime.HttpPath.Clicking;
using Daas.Runtime.HttpPath.Sending;
using Daas.Runtime.Judging;

namespace Daas.Runtime.HttpPath;

/// <summary>Turns pages by the script's own requests, or by what the output's way to the next page asks for.</summary>
internal sealed class HttpPaging(HttpScene scene, Attempt attempt, Exchanges exchanges, Reading reading, Func<RunEvent, ValueTask> tell)
    : RowPaging(attempt, attempt.Values, reading, tell)
{
    // Names under which an exchange reads how many pages, or rows, there are: where only a script of the page knows.
    private const string PagesRead = "pages";
    private const string TotalRead = "total";

    private readonly HttpScript script = attempt.Operation.Http!;
    private readonly Queue<Ahead> ahead = [];
    private readonly CancellationTokenSource stop = CancellationTokenSource.CreateLinkedTokenSource(scene.Ct);
    private int? lastPage;
    private bool ownPlaceUsed;
    private bool? countsRead;

    private static RunError Untold => new(
        ErrorClass.ContractViolation,
        "a script of the page writes the way to the next page, so that its absence does not tell the end; "
        + $"read how many there are as '{PagesRead}' or '{TotalRead}'");

    protected override string? Charset => scene.Page?.Charset.WebName;

    protected override bool MayTurn => script.Next.Count > 0 || base.MayTurn;

    /// <summary>Lets go of pages that were asked for ahead.</summary>
    public async Task StopAsync()
    {
        if (ahead.Count > 0)
            await stop.CancelAsync();
        while (ahead.TryDequeue(out var page))
        {
            try
            {
                await page.Answer;
            }
            catch (OperationCanceledException)
            {
                // As it was told to.
            }
            finally
            {
                page.Place?.Dispose();
            }
        }

        stop.Dispose();
    }

    protected override async Task<Fallible<Turned>> OneAsync(int number, PageRows? before)
    {
        var turned = Look(await exchanges.SeeAsync(), number, before) ?? await NoneAsync(number, before);
        countsRead ??= script.Exchanges.Any(e => e.Read.Any(r => r.Name is PagesRead or TotalRead));
        return turned.Failed || turned.Value.Rows is not { } rows || countsRead == false
            ? turned
            : turned.Value with { Rows = rows with { Pages = rows.Pages ?? Count(PagesRead), Total = rows.Total ?? Count(TotalRead) } };
    }

    protected override async Task<Fallible<bool>> TurnAsync(PageRows page, int number)
    {
        var expected = TellsMore(page, number);
        if (script.Next.Count > 0)
        {
            if (IsLast(page, number, expected))
                return false;
            if (!expected && !await HasNextAsync(number + 1))
                return IsUntold(page) ? Untold : false;
            return await NextAsync(page, number, expected);
        }

        if (Output.Paging.Open is { } open)
        {
            if (page.Pages == number)
                return false;
            return await exchanges.OpenAsync(open) is { } error ? error : true;
        }

        var found = Locating.Find(Output.Next!, await exchanges.SeeAsync(), scene.Values, told: expected);
        if (found.Failed)
            return !expected && IsUntold(page) ? Untold : NotTurned(found.Error, expected, number);
        if (Clicks.IsDead(found.Value.Element, expected))
            return false;
        var turned = await exchanges.FollowAsync(found.Value);
        if (turned.Failed)
            return turned.Error.Class == ErrorClass.Drift && expected ? NotTurned(turned.Error, expected, number) : turned.Error;
        // It looks alive: what it does may hang on scripts that markup does not tell.
        return turned.Value ? true
            : new RunError(ErrorClass.ContractViolation, $"page {number} has a way to a next page, but markup does not tell what a click on it asks for");
    }

    protected override async Task<bool> HasNextAsync(int number)
    {
        if (Output.Next is null)
            return true;
        SetPage(number);
        var found = Locating.Find(Output.Next, await exchanges.SeeAsync(), scene.Values, told: false);
        return !found.Failed && !Clicks.IsDead(found.Value.Element, expected: false);
    }

    /// <summary>Whether a script of the page has the words of the way to the next page: then markup without it tells nothing.</summary>
    private bool IsUntold(PageRows page)
    {
        if (page.Pages is not null || page.Total is not null || Output.Next is not { } next || scene.Page is null)
            return false;
        var words = next.Ways.SelectMany(way => new[] { way.Name, way.Text, way.Label, way.Value, way.Title })
            .OfType<Template>().Where(t => t.IsLiteral).Select(t => t.Source).ToList();
        return words.Count > 0 && scene.View().Frames.Any(frame =>
            words.Any(word => frame.Html.Contains(word, StringComparison.Ordinal) && PageScript.Inline(frame).Any(s => s.Contains(word, StringComparison.Ordinal))));
    }

    private int? Count(string name) =>
        int.TryParse(scene.Values.Find(name), NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var count)
            ? count
            : null;

    private bool IsLast(PageRows page, int number, bool expected) =>
        page.Pages == number || (!expected && page.Total is { } total && Rows >= total);

    private async Task<Fallible<bool>> NextAsync(PageRows page, int number, bool expected)
    {
        if (script.Parallel > 1 && script.Next is [ExchangeTemplate.Get { Form: null, Read.Count: 0 } get] && !exchanges.IsLeftOut(get)
            && (ahead.Count > 0 || IsKnown(page, number)))
            return await TogetherAsync(get, number);
        SetPage(number + 1);
        var turns = true;
        foreach (var exchange in script.Next)
        {
            if (exchanges.IsLeftOut(exchange))
                continue;
            if (await exchanges.DoAsync(exchange, turns: turns) is { } error)
                return error.Class == ErrorClass.Drift && expected ? NotTurned(error, expected, number) : error;
            turns = false;
        }

        return true;
    }

    private bool IsKnown(PageRows page, int number)
    {
        // Of a total, after the first page: as many rows on each as on this one.
        lastPage ??= page.Pages ?? (number == 1 && page.Total is { } total && page.Rows.Count is > 0 and var size ? (total + size - 1) / size : null);
        return lastPage > number;
    }

    private async Task<Fallible<bool>> TogetherAsync(ExchangeTemplate.Get get, int number)
    {
        var most = Math.Min(lastPage!.Value, Attempt.Pages);
        for (var next = number + 1 + ahead.Count; ahead.Count < script.Parallel && (next <= most || ahead.Count == 0); next++)
        {
            IDisposable? place = null;
            if (ownPlaceUsed && (place = Attempt.TrySpare()) is null)
                break;
            var own = place is null;
            ownPlaceUsed |= own;
            SetPage(next);
            var ordered = exchanges.Order(get);
            if (ordered.Failed)
            {
                place?.Dispose();
                return ordered.Error;
            }

            ahead.Enqueue(new Ahead(ordered.Value, exchanges.FetchAsync(ordered.Value, stop.Token), place));
        }

        SetPage(number + 1);
        var page = ahead.Dequeue();
        Fallible<HttpDocument> answer;
        try
        {
            answer = await page.Answer;
        }
        finally
        {
            if (page.Place is null)
                ownPlaceUsed = false;
            page.Place?.Dispose();
        }

        if (answer.Failed)
            return answer.Error;
        return await exchanges.LandAsync(page.Request, answer.Value, get.Frames) is { } error ? error : true;
    }

    /// <param name="Request">What was asked.</param>
    /// <param name="Answer">What comes.</param>
    /// <param name="Place">Its place within the limits; null for the run's own.</param>
    private sealed record Ahead(Request Request, Task<Fallible<HttpDocument>> Answer, IDisposable? Place);
}
