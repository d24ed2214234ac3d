using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Proving;
using Xunit;

namespace Daas.Runtime.Tests.Proving;

public sealed class PullProofTests : IAsyncLifetime
{
    private static readonly ConnectionId s_id = new("register", ConnectionId.DefaultName);

    private readonly Register _register = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_search_is_proved_with_each_input_by_itself_with_all_left_out_and_with_what_finds_nothing()
    {
        var events = await _register.ProveAsync("find");
        var end = End(events);
        Assert.Equal(ProofVerdict.Proved, end.Verdict);
        Assert.Equal(
            ["Recorded name=张", "SeveralPages ", "Found town=东河镇", "Found name=张8", "Nothing name=zqxj-70731"],
            end.Entry!.Cases.Select(c => $"{c.Why} {string.Join(" ", c.Inputs.Select(i => $"{i.Key}={i.Value}"))}"));
        Assert.All(end.Entry.Cases, c => Assert.True(c.Equal));
        Assert.Equal([3, 12, 6, 1, 0], end.Entry.Cases.Select(c => c.Rows));
        Assert.Equal(3, end.Entry.Cases[1].Pages);
        Assert.Empty(end.Notes);
        var kept = _register.Stores.ProofStore.Kept[(s_id, "find")];
        Assert.Equal((true, 22, ProofScript.Of(_register.Adapter, _register.Adapter.Find("find")!)), (kept.Equal, kept.Rows, kept.Script));
        Assert.NotNull(kept.Contract);
    }

    [Fact]
    public async Task The_paths_take_turns_at_being_first_and_progress_is_told()
    {
        var events = await _register.ProveAsync("find");
        // With the input left out, and with the other one, HTTP goes on in the session in which it was given.
        Assert.Equal(["http", "browser", "http", "browser", "http", "browser", "browser", "http"], _register.Asked.Take(8).Select(a => a.Split(' ')[0]));
        var began = events.OfType<ProofEvent.CaseBegan>().ToList();
        Assert.Equal([1, 2, 3, 4, 5], began.Select(b => b.Number));
        Assert.All(began, b => Assert.Equal(5, b.Of));
        Assert.Equal([5, 10, 12], events.OfType<ProofEvent.PageRead>().Skip(2).Take(3).Select(p => p.Rows));
    }

    [Fact]
    public async Task One_difference_is_told_by_row_and_field_ends_it_and_sends_it_to_the_browser()
    {
        await _register.Directory.ApplyAsync([_register.Adapter], TestContext.Current.CancellationToken);
        _register.Gives = (path, attempt, rows) => path == RunPath.Http && attempt.Values.Find("town") is not null
            ? [.. rows.Select((r, i) => i == 1 ? new Row([r.Values[0], "某某", r.Values[2], r.Values[3]]) : r)] : rows;
        var end = End(await _register.ProveAsync("find"));
        Assert.Equal(ProofVerdict.NotEqual, end.Verdict);
        Assert.Equal("row 2, name: 某某 by HTTP, 张4 by the browser", Assert.Single(end.Entry!.Cases[^1].Differences));
        Assert.Equal(3, end.Entry.Cases.Count);
        Assert.Contains("With town=东河镇", end.Why, StringComparison.Ordinal);
        Assert.NotNull(_register.Directory.Proofs.WhyNotHttp(s_id, _register.Adapter, _register.Adapter.Find("find")!));
    }

    [Fact]
    public async Task Rows_that_are_missing_or_come_in_another_order_are_differences()
    {
        _register.Gives = (path, _, rows) => path == RunPath.Http ? [.. rows.SkipLast(1)] : rows;
        Assert.Equal("in all: 2 rows by HTTP, 3 rows by the browser", End(await _register.ProveAsync("find")).Entry!.Cases[0].Differences[0]);
        _register.Gives = (path, _, rows) => path == RunPath.Http ? [.. rows.Reverse()] : rows;
        Assert.Equal("in all: the same rows by HTTP, them in another order by the browser", End(await _register.ProveAsync("find")).Entry!.Cases[0].Differences[0]);
    }

    [Fact]
    public async Task Data_that_changed_between_the_paths_is_read_once_more_and_is_no_difference()
    {
        var readings = 0;
        _register.Gives = (path, _, rows) => path == RunPath.Http && readings++ == 0 ? [.. rows.SkipLast(1)] : rows;
        var end = End(await _register.ProveAsync("find"));
        Assert.Equal(ProofVerdict.Proved, end.Verdict);
        Assert.Equal(["http", "browser", "http"], _register.Asked.Take(3).Select(a => a.Split(' ')[0]));
    }

    [Fact]
    public async Task Data_that_changes_all_the_time_decides_nothing()
    {
        var readings = 0;
        _register.Gives = (_, _, rows) => [.. rows.Take(Math.Max(0, rows.Count - readings++ % 3))];
        Assert.Equal(ProofVerdict.Undecided, End(await _register.ProveAsync("find", onlySets: true, given: Inputs(("name", "张")))).Verdict);
        Assert.Empty(_register.Stores.ProofStore.Kept);
    }

    [Fact]
    public async Task A_value_made_anew_with_every_reading_is_compared_by_its_form_and_that_is_said()
    {
        var readings = 0;
        Row Token(Row row, string form) => new([row.Values[0], row.Values[1], row.Values[2], form.Replace("N", $"{readings}", StringComparison.Ordinal)]);
        _register.Gives = (_, _, rows) =>
        {
            readings++;
            return [.. rows.Select(r => Token(r, "/p?token=aN"))];
        };
        var end = End(await _register.ProveAsync("find"));
        Assert.Equal(ProofVerdict.Proved, end.Verdict);
        Assert.Contains(end.Notes, n => n.Contains("phone", StringComparison.Ordinal));

        _register.Gives = (path, _, rows) =>
        {
            readings++;
            return [.. rows.Select(r => Token(r, path == RunPath.Http ? "/p?token=aN" : "/p?key=aN&x=1"))];
        };
        Assert.Equal(ProofVerdict.NotEqual, End(await _register.ProveAsync("find")).Verdict);
    }

    [Fact]
    public async Task Keys_are_taken_from_what_another_pull_shows()
    {
        var events = await _register.ProveAsync("get");
        Assert.Equal("find", events.OfType<ProofEvent.Looking>().First().Operation);
        var end = End(events);
        Assert.Equal(ProofVerdict.Proved, end.Verdict);
        Assert.Equal(["Found", "Found", "Nothing"], end.Entry!.Cases.Select(c => $"{c.Why}").Distinct().Prepend("Found"));
        Assert.True(end.Entry.Cases.Count(c => c.Rows == 1) >= 2);
        Assert.Equal("987654321", end.Entry.Cases[^1].Inputs["id"]);
    }

    [Fact]
    public async Task The_http_path_that_has_no_answer_where_the_browser_has_one_is_not_equal()
    {
        _register.Fails = (path, _) => path == RunPath.Http ? new RunError(ErrorClass.Drift, "no table has the header 姓名") : null;
        var end = End(await _register.ProveAsync("find"));
        Assert.Equal(ProofVerdict.NotEqual, end.Verdict);
        Assert.Contains("by HTTP: drift: no table has the header 姓名; the browser gave 3 rows", end.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_system_that_is_down_decides_nothing_and_leaves_what_was_known()
    {
        Assert.Equal(ProofVerdict.Proved, End(await _register.ProveAsync("find")).Verdict);
        var before = _register.Stores.ProofStore.Kept[(s_id, "find")];
        _register.Fails = (path, _) => path == RunPath.Browser ? new RunError(ErrorClass.TargetDown, "it does not answer") : null;
        var end = End(await _register.ProveAsync("find"));
        Assert.Equal((ProofVerdict.Undecided, "target-down: it does not answer", null), (end.Verdict, end.Why, end.Entry));
        Assert.Same(before, _register.Stores.ProofStore.Kept[(s_id, "find")]);
    }

    [Fact]
    public async Task Agreement_on_nothing_is_no_proof()
    {
        _register.Gives = (_, _, _) => [];
        var end = End(await _register.ProveAsync("find"));
        Assert.Equal(ProofVerdict.Undecided, end.Verdict);
        Assert.Contains("no answer had any rows", end.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_proof_that_is_stopped_tells_no_end_and_leaves_what_was_known()
    {
        using var stop = new CancellationTokenSource();
        var runs = 0;
        _register.Fails = (_, _) =>
        {
            if (++runs == 3)
                stop.Cancel();
            return null;
        };
        var events = await _register.ProveAsync("find", stop: stop.Token);
        Assert.Empty(events.OfType<ProofEvent.Finished>());
        Assert.Empty(_register.Stores.ProofStore.Kept);
        Assert.InRange(_register.Asked.Count, 3, 4);
    }

    [Fact]
    public async Task What_proved_it_before_is_enough_to_prove_it_anew()
    {
        var end = End(await _register.ProveAsync("find", onlySets: true, given: [Inputs(("name", "李")), Inputs(("town", "东"))]));
        Assert.Equal((ProofVerdict.Proved, 2), (end.Verdict, end.Entry!.Cases.Count));
    }

    [Fact]
    public async Task What_has_no_http_path_or_is_not_there_cannot_be_proved()
    {
        _register.Change("find", o => o with { Http = null });
        Assert.Contains("has no http section", End(await _register.ProveAsync("find")).Why, StringComparison.Ordinal);
        Assert.Contains("has no operation 'nothing'", End(await _register.ProveAsync("nothing")).Why, StringComparison.Ordinal);
        Assert.Empty(_register.Asked);
    }

    internal static ProofEvent.Finished End(IReadOnlyList<ProofEvent> events) => Assert.IsType<ProofEvent.Finished>(events[^1]);

    internal static Dictionary<string, string> Inputs(params (string Name, string Value)[] inputs) => inputs.ToDictionary(i => i.Name, i => i.Value);
}
