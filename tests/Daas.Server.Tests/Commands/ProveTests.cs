using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Proving;
using Daas.Server.Commands;

namespace Daas.Server.Tests.Commands;

public sealed class ProveTests
{
    private static readonly ProofCase s_case = new() { Inputs = new Dictionary<string, string> { ["name"] = "李" }, Why = ProofSource.Recorded };

    private static readonly ProofEntry s_entry = new()
    {
        Connection = new ConnectionId("town-hall", "default"),
        Operation = "find-people",
        Script = "abc",
        At = new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero),
        Cases = [s_case with { Rows = 12, Equal = true }, s_case with { Rows = 3, Equal = true }],
    };

    [Fact]
    public async Task What_is_proved_is_told_case_by_case_and_written_into_the_script()
    {
        using var line = Line();
        ProofWish? asked = null;
        await using var site = await Answering.ServeAsync(line, new Answering(Path.Combine(line.Folder, "adapters"))
        {
            Proof = wish =>
            {
                asked = wish;
                return
                [
                    new ProofEvent.Looking("list-people"),
                    new ProofEvent.CaseBegan(1, 2, s_case),
                    new ProofEvent.RunBegan(RunPath.Http, "r1"),
                    new ProofEvent.PageRead(RunPath.Http, 1, 12),
                    new ProofEvent.RunEnded(RunPath.Http, null, TimeSpan.FromMilliseconds(45), 12, null),
                    new ProofEvent.RunEnded(RunPath.Browser, null, TimeSpan.FromMilliseconds(1300), 12, null),
                    new ProofEvent.CaseEnded(1, s_case with { Rows = 12, Equal = true }, true),
                    new ProofEvent.Finished(ProofVerdict.Proved, "Both paths gave the same.", s_entry, ["In no case: since."]),
                ];
            },
        });
        Assert.Equal(ExitCodes.Good, await line.RunAsync("prove", "town-hall/find-people", "--input", "name=李", "--input", "name=张", "--input", "since=2026-01-01"));
        Assert.Contains("  case 1 of 2 (recorded): name=李 … http 45 ms 12 rows, browser 1.3 s 12 rows: equal\n", line.Error, StringComparison.Ordinal);
        Assert.Contains("  note: In no case: since.\n  proved: Both paths gave the same.\n", line.Error, StringComparison.Ordinal);
        Assert.Contains("http:\n  proved: { at: 2026-11-23T09:00:00Z, inputs: 2, rows: 15 }\n  exchanges:", Script(line), StringComparison.Ordinal);
        Assert.Equal(["name=李 since=2026-01-01", "name=张"], asked!.Sets.Select(s => string.Join(" ", s.Inputs.Select(i => $"{i.Key}={i.Value}"))));
        Assert.False(asked.MayWrite);
    }

    [Fact]
    public async Task What_is_not_equal_says_where_and_loses_its_line()
    {
        using var line = Line("  proved: { at: 2026-01-01T00:00:00Z, inputs: 1, rows: 1 }\n");
        var different = s_case with { Differences = ["row 2, name: 李 by HTTP, 王 by the browser"] };
        await using var site = await Answering.ServeAsync(line, new Answering(Path.Combine(line.Folder, "adapters"))
        {
            Proof = _ =>
            [
                new ProofEvent.CaseBegan(1, 1, s_case), new ProofEvent.CaseEnded(1, different, true),
                new ProofEvent.Finished(ProofVerdict.NotEqual, "With name=李: …", s_entry with { Cases = [different] }, []),
            ],
        });
        Assert.Equal(ExitCodes.Failed, await line.RunAsync("prove", "town-hall/find-people"));
        Assert.Contains("NOT EQUAL\n    row 2, name: 李 by HTTP, 王 by the browser\n", line.Error, StringComparison.Ordinal);
        Assert.Contains("not equal, so it goes by the browser", line.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("proved:", Script(line), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_decided_changes_nothing_and_all_of_an_adapter_is_counted()
    {
        using var line = Line("  proved: { at: 2026-01-01T00:00:00Z, inputs: 1, rows: 1 }\n");
        await using var site = await Answering.ServeAsync(line, new Answering(Path.Combine(line.Folder, "adapters"))
        {
            Proof = wish => [wish.Operation == "find-people"
                ? new ProofEvent.Finished(ProofVerdict.Undecided, "target-down: it does not answer", null, [])
                : new ProofEvent.Finished(ProofVerdict.Proved, "Good.", s_entry with { Operation = wish.Operation }, [])],
        });
        var before = Script(line);
        Assert.Equal(ExitCodes.Needs, await line.RunAsync("prove", "town-hall/find-people"));
        Assert.Equal(before, Script(line));
        Assert.Contains("not decided, so nothing changes: target-down: it does not answer", line.Error, StringComparison.Ordinal);

        line.Write("adapters/town-hall/list-people.yaml", before.Replace("find-people", "list-people", StringComparison.Ordinal));
        Assert.Equal(ExitCodes.Needs, await line.RunAsync("prove", "town-hall"));
        Assert.Contains("1 of 2 proved, 0 not equal, 1 not decided", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sign_in_by_plain_requests_that_does_not_work_is_taken_out_of_the_script()
    {
        using var line = Line();
        var system = Path.Combine(line.Folder, "adapters/town-hall/system.yaml");
        var head = "adapter: town-hall\ntitle: 办事大厅\nurl: http://127.0.0.1:9/\n";
        var steps = "signIn:\n  # By name.\n  steps:\n    - open: /in\n    - fill: 密码\n      with: ${credential.password}\n    - click: 登录\n  signedIn: { text: 退出 }\n";
        var http = "  http:\n    exchanges:\n      - post: /in\n        set: { password: '${credential.password}' }\n";
        File.WriteAllText(system, $"{head}{steps}{http}limits: {{ perMinute: 10 }}\n");
        await using var site = await Answering.ServeAsync(line, new Answering(Path.Combine(line.Folder, "adapters"))
        {
            Proof = _ =>
                [new ProofEvent.Finished(ProofVerdict.Proved, "Good.", s_entry, []) { SignIn = new RunError(ErrorClass.Drift, "no such form") }],
        });
        Assert.Equal(ExitCodes.Good, await line.RunAsync("prove", "town-hall/find-people"));
        Assert.Contains("signing in by plain requests does not work (no such form): the browser signs in", line.Error, StringComparison.Ordinal);
        Assert.Equal($"{head}{steps}limits: {{ perMinute: 10 }}\n", File.ReadAllText(system));
        Assert.Contains("proved:", Script(line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name what to prove", "prove")]
    [InlineData("did you mean 'town-hall'", "prove", "town-hal/find-people")]
    [InlineData("did you mean 'find-people'", "prove", "town-hall/find-peeple")]
    [InlineData("write --input name=value", "prove", "town-hall/find-people", "--input", "李")]
    [InlineData("did you mean 'name'", "prove", "town-hall/find-people", "--input", "nam=李")]
    public async Task Wrong_usage_says_how_it_is_right(string said, params string[] args)
    {
        using var line = Line();
        Assert.Equal(ExitCodes.Usage, await line.RunAsync(args));
        Assert.Contains(said, line.Error, StringComparison.Ordinal);
    }

    private static CommandLine Line(string proved = "")
    {
        var line = new CommandLine();
        line.WriteAdapter();
        line.Write("adapters/town-hall/find-people.yaml", $"{Script(line)}\nhttp:\n{proved}  exchanges:\n    - get: /people?name=${{name}}&since=${{since}}\n");
        return line;
    }

    private static string Script(CommandLine line) => File.ReadAllText(Path.Combine(line.Folder, "adapters/town-hall/find-people.yaml"));
}
