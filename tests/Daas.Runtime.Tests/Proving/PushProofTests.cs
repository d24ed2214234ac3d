using Daas.Core.Runs;
using Daas.Runtime.Proving;
using Xunit;
using static Daas.Runtime.Tests.Proving.PullProofTests;

namespace Daas.Runtime.Tests.Proving;

public sealed class PushProofTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> s_given = Inputs(("name", "陈静"), ("town", "东河镇"), ("phone", "13900000001"), ("password", "geheim"));

    private readonly Register _register = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _register.DisposeAsync();

    [Fact]
    public async Task A_push_is_written_once_by_http_and_read_back_by_the_browser()
    {
        var end = End(await _register.ProveAsync("add", mayWrite: true, given: s_given));
        Assert.Equal(ProofVerdict.Proved, end.Verdict);
        Assert.Equal(13, _register.People);
        Assert.Single(_register.Asked, a => a.Contains(" add ", StringComparison.Ordinal));
        Assert.StartsWith("http add", Assert.Single(_register.Asked, a => a.Contains(" add ", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.Contains("name, town, phone", end.Why, StringComparison.Ordinal);
        Assert.Contains(end.Notes, n => n.EndsWith("not read back: password.", StringComparison.Ordinal));
        Assert.Equal("•••", Assert.Single(end.Entry!.Cases).Inputs["password"]);
    }

    [Fact]
    public async Task A_value_that_was_lost_on_the_way_is_told()
    {
        _register.Saves = p => p with { Town = "" };
        var end = End(await _register.ProveAsync("add", mayWrite: true, given: s_given));
        Assert.Equal(ProofVerdict.NotEqual, end.Verdict);
        Assert.Contains("town: '东河镇' was given, '' is shown by find", end.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_says_saved_and_is_not_there_is_not_proved_and_not_tried_again()
    {
        _register.Saves = _ => null;
        var end = End(await _register.ProveAsync("add", mayWrite: true, given: s_given));
        Assert.Equal(ProofVerdict.Undecided, end.Verdict);
        Assert.Contains("not known whether the system has saved", end.Why, StringComparison.Ordinal);
        Assert.Single(_register.Asked, a => a.Contains(" add ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nothing_is_written_where_such_a_record_is_there_or_reading_back_fails()
    {
        var end = End(await _register.ProveAsync("add", mayWrite: true, given: Inputs(("name", "张4"))));
        Assert.Equal(ProofVerdict.Undecided, end.Verdict);
        Assert.Contains("Nothing was written", end.Why, StringComparison.Ordinal);
        _register.Fails = (_, attempt) => attempt.Operation.Id == "find" ? new RunError(ErrorClass.Drift, "no table") : null;
        Assert.Contains("fails already before anything is written", End(await _register.ProveAsync("add", mayWrite: true, given: s_given)).Why, StringComparison.Ordinal);
        Assert.DoesNotContain(_register.Asked, a => a.Contains(" add ", StringComparison.Ordinal));
        Assert.Equal(12, _register.People);
    }

    [Fact]
    public async Task Without_consent_inputs_or_a_way_to_read_back_nothing_is_run()
    {
        Assert.Contains("only when a person has said", End(await _register.ProveAsync("add", given: s_given)).Why, StringComparison.Ordinal);
        Assert.Contains("say what it shall write: name", End(await _register.ProveAsync("add", mayWrite: true)).Why, StringComparison.Ordinal);
        _register.Change("add", o => o with { Verify = null });
        Assert.Contains("names no pull that reads back", End(await _register.ProveAsync("add", mayWrite: true, given: s_given)).Why, StringComparison.Ordinal);
        Assert.Empty(_register.Asked);
    }

    [Fact]
    public async Task What_cannot_be_saved_and_a_refusal_decide_nothing_and_are_told()
    {
        _register.Fails = (_, attempt) => attempt.Operation.Id == "add" ? new RunError(ErrorClass.BusinessRejected, "refused") { Reason = "姓名重复" } : null;
        var end = End(await _register.ProveAsync("add", mayWrite: true, given: s_given));
        Assert.Equal(ProofVerdict.Undecided, end.Verdict);
        Assert.Contains("姓名重复", end.Why, StringComparison.Ordinal);
        _register.Fails = (_, attempt) => attempt.Operation.Id == "add" ? new RunError(ErrorClass.Drift, "no form '#form1'") : null;
        end = End(await _register.ProveAsync("add", mayWrite: true, given: s_given));
        Assert.Equal(ProofVerdict.Undecided, end.Verdict);
        Assert.Contains("nothing was saved", end.Why, StringComparison.Ordinal);
    }
}
