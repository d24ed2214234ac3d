using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Proving;
using Daas.Runtime.Tests.Connections;
using Daas.Runtime.Trials;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Daas.Runtime.Tests.Proving;

/// <summary>What is done behind the callers: live answers compared, proofs made anew.</summary>
public sealed class ProvingWatchTests
{
    private static readonly string[] s_residents = ["李娜", "李强"];

    private static Adapter Town(string http = "", Limits? limits = null)
    {
        var reading = AdapterReader.Read("town", new Dictionary<string, string>
        {
            ["system.yaml"] = "adapter: town\ntitle: 小镇\nurl: http://old.test/",
            ["find.yaml"] = """
                operation: find
                kind: pull
                title: 查询居民
                input:
                  name: { type: string, example: 李 }
                steps:
                  - open: /list
                output:
                  rows: { table: [姓名] }
                  fields:
                    name: { column: 姓名 }
                  empty: { text: 没有 }
                http:

                """ + http + "  exchanges:\n    - get: /list?name=${name}\n",
        });
        Assert.False(reading.HasErrors, string.Join("\n", reading.Problems));
        return reading.Adapter! with { Limits = limits ?? new Limits() };
    }

    private static Task<AttemptResult> Give(Tell tell, CancellationToken ct, IEnumerable<string> names) => GiveAsync(tell, ct, [.. names.Select(n => new Row([n]))]);

    private static async Task<AttemptResult> GiveAsync(Tell tell, CancellationToken ct, IReadOnlyList<Row> rows)
    {
        await tell(new RunEvent.Rows(1, null, rows), ct);
        return new AttemptResult { RowCount = rows.Count, Pages = 1 };
    }

    private static Task<RunResult> RunAsync(TestBed bed, string name) =>
        bed.RunAsync(bed.Request("find") with { Inputs = new Dictionary<string, string> { ["name"] = name } });

    private static IEnumerable<string> Found(Attempt attempt) => s_residents.Where(r => r.Contains(attempt.Values.Find("name") ?? "", StringComparison.Ordinal));

    private static async Task<(TestBed Bed, ProvingWatch Watch)> StartAsync(double share = 0, Adapter? adapter = null)
    {
        var bed = await TestBed.StartAsync(adapter ?? Town(), options: new RuntimeOptions { CheckedShare = share, Retries = 0 });
        bed.Path.Run = bed.Http.Run = (_, attempt, tell, ct) => Give(tell, ct, Found(attempt));
        var trials = new TrialRuns(bed.Directory, bed.Time);
        var watch = new ProvingWatch(
            new ProofRuns(trials, bed.Directory, bed.Time), new ShadowCheck(trials, bed.Directory.Proofs, bed.Time), bed.Directory, bed.Time,
            NullLogger<ProvingWatch>.Instance);
        watch.Start();
        return (bed, watch);
    }

    private static async Task UntilAsync(TestBed bed, Func<bool> holds, TimeSpan? step = null)
    {
        while (!holds())
        {
            bed.Time.Advance(step ?? TimeSpan.FromSeconds(1));
            await Task.Delay(2, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_live_answer_is_asked_for_again_by_the_browser_and_counted()
    {
        var (bed, watch) = await StartAsync(share: 1);
        await using var _ = bed;
        await using var __ = watch;
        await bed.ProveAsync("find");
        Assert.Equal(RunPath.Http, (await RunAsync(bed, "李")).Path);
        await TestBed.EventuallyAsync(() => bed.Proof("find")!.Checks.Equal == 1);
        Assert.Equal((1, 1), (bed.Http.Attempts, bed.Path.Attempts));
        Assert.Null(bed.Proof("find")!.Suspended);
        Assert.Equal(bed.Time.GetUtcNow(), bed.Connection.Health.Operations[0].Proof!.Checks.At);

        // It is a trial: of what is published it says nothing.
        Assert.Equal(["platform", "check"], bed.Stores.RunStore.Kept.Select(r => r.Caller));
        Assert.Equal(1, bed.Connection.Health.Operations[0].Good);
    }

    [Fact]
    public async Task Of_a_share_of_none_none_is_taken()
    {
        var (bed, watch) = await StartAsync(share: 0);
        await using var _ = bed;
        await using var __ = watch;
        await bed.ProveAsync("find");
        await RunAsync(bed, "李");
        bed.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(0, bed.Path.Attempts);
    }

    [Fact]
    public async Task An_answer_that_is_not_the_browsers_suspends_the_proof_and_tells_no_data()
    {
        var (bed, watch) = await StartAsync(share: 1);
        await using var _ = bed;
        await using var __ = watch;
        await bed.ProveAsync("find");
        bed.Http.Run = (_, _, tell, ct) => Give(tell, ct, ["王芳", "李强"]);
        await RunAsync(bed, "李");
        await TestBed.EventuallyAsync(() => bed.Proof("find")!.Suspended is not null);
        var entry = bed.Proof("find")!;
        Assert.Equal("An answer by HTTP was not the browser's: row 1, name.", entry.Suspended!.Why);
        Assert.Equal((0, 1), (entry.Checks.Equal, entry.Checks.Different));
        Assert.Equal(RunPath.Browser, (await RunAsync(bed, "李")).Path);
    }

    [Fact]
    public async Task Data_that_changed_between_the_two_is_no_difference()
    {
        var (bed, watch) = await StartAsync(share: 1);
        await using var _ = bed;
        await using var __ = watch;
        await bed.ProveAsync("find");
        var asked = 0;
        bed.Http.Run = (_, _, tell, ct) => Give(tell, ct, ["李娜", .. Enumerable.Range(0, asked++).Select(i => $"李{i}")]);
        bed.Path.Run = (_, _, tell, ct) => Give(tell, ct, ["李娜", "李0", "李1"]);
        await RunAsync(bed, "李");
        await TestBed.EventuallyAsync(() => bed.Proof("find")!.Checks.Open == 1);
        Assert.Null(bed.Proof("find")!.Suspended);
    }

    [Fact]
    public async Task A_check_does_not_begin_while_others_need_the_place_and_gives_way_when_one_comes()
    {
        var (bed, watch) = await StartAsync(share: 1, adapter: Town(limits: new Limits { Concurrency = 1 }));
        await using var _ = bed;
        await using var __ = watch;
        await bed.ProveAsync("find");
        var (reached, stopped) = (new TaskCompletionSource(), 0);
        bed.Path.Run = async (_, attempt, tell, ct) =>
        {
            if (Interlocked.Increment(ref stopped) > 1)
                return await Give(tell, ct, Found(attempt));
            reached.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, ct);
            return new AttemptResult();
        };
        await RunAsync(bed, "李");
        await reached.Task;

        // The only place is the check's: the call that comes gets it all the same.
        Assert.Equal(RunPath.Http, (await RunAsync(bed, "李娜")).Path);
        await UntilAsync(bed, () => bed.Proof("find")!.Checks.Equal == 2);
        Assert.Null(bed.Proof("find")!.Suspended);
    }

    [Fact]
    public async Task A_suspended_proof_is_made_anew_and_http_answers_again()
    {
        var (bed, watch) = await StartAsync();
        await using var _ = bed;
        await using var __ = watch;
        await bed.ProveAsync("find");
        var broken = 1;
        bed.Http.Run = (_, attempt, tell, ct) =>
            Interlocked.Exchange(ref broken, 0) == 1 ? Task.FromResult(TestBed.Failed(ErrorClass.Drift)) : Give(tell, ct, Found(attempt));
        Assert.Equal(RunPath.Browser, (await RunAsync(bed, "李")).Path);
        await UntilAsync(bed, () => bed.Proof("find") is { Suspended: null, Equal: true });
        Assert.Equal(RunPath.Http, (await RunAsync(bed, "李")).Path);
    }

    [Fact]
    public async Task What_led_to_the_suspension_has_to_be_equal_before_it_ends()
    {
        var (bed, watch) = await StartAsync();
        await using var _ = bed;
        await using var __ = watch;
        await bed.ProveAsync("find");
        var broken = true;
        var tried = 0;
        bed.Http.Run = (_, attempt, tell, ct) =>
        {
            if (attempt.Values.Find("name") != "强" || !broken)
                return Give(tell, ct, Found(attempt));
            tried++;
            return Task.FromResult(TestBed.Failed(ErrorClass.Drift));
        };
        await RunAsync(bed, "强");
        await UntilAsync(bed, () => tried >= 3);
        Assert.NotNull(bed.Proof("find")!.Suspended);
        broken = false;
        await UntilAsync(bed, () => bed.Proof("find")!.Suspended is null, TimeSpan.FromMinutes(1));

        // What a caller asked for is kept nowhere.
        Assert.DoesNotContain(bed.Proof("find")!.Cases, c => c.Inputs.Values.Contains("强"));
    }

    [Fact]
    public async Task A_proof_that_is_older_than_it_may_be_is_made_anew_at_a_quiet_moment()
    {
        var (bed, watch) = await StartAsync();
        await using var _ = bed;
        await using var __ = watch;
        await bed.ProveAsync("find");
        var at = bed.Proof("find")!.At;
        bed.Time.Advance(TimeSpan.FromDays(6));
        await UntilAsync(bed, () => bed.Proof("find")!.At > at, TimeSpan.FromHours(1));
        Assert.True(bed.Proof("find")!.At - at >= TimeSpan.FromDays(7));
        Assert.Equal(RunPath.Http, (await RunAsync(bed, "李")).Path);
    }

    [Fact]
    public async Task What_only_its_script_says_was_proved_is_proved_here_too_once_the_gateway_has_settled()
    {
        var (bed, watch) = await StartAsync(adapter: Town("  proved: { at: 2026-05-01T08:00:00Z, inputs: 2, rows: 3 }\n"));
        await using var _ = bed;
        await using var __ = watch;
        var began = bed.Time.GetUtcNow();
        await UntilAsync(bed, () => bed.Proof("find") is { Equal: true });
        Assert.True(bed.Proof("find")!.At - began >= TimeSpan.FromMinutes(10));
        Assert.NotNull(bed.Proof("find")!.Contract);
    }

    [Fact]
    public async Task What_was_never_proved_is_left_to_a_person()
    {
        var (bed, watch) = await StartAsync();
        await using var _ = bed;
        await using var __ = watch;
        for (var hour = 0; hour < 24; hour++)
        {
            bed.Time.Advance(TimeSpan.FromHours(1));
            await Task.Yield();
        }

        Assert.Equal(0, bed.Http.Attempts);
    }
}
