using System.Net.Http.Headers;
using Daas.Core.Runs;
using Daas.Server.Gateway;

namespace Daas.Server.Tests.Gateway;

public sealed class ErrorTests : GatewayTest
{
    private const string Find = "/api/sample-town/find-residents";

    public static TheoryData<ErrorClass> Classes => [.. Enum.GetValues<ErrorClass>()];

    private protected override GatewayOptions Options => new() { MaxBodyBytes = 20_000 };

    [Theory]
    [MemberData(nameof(Classes))]
    public async Task Every_class_has_its_status_and_tells_who_can_mend_it(ErrorClass error)
    {
        Host.Connection.Fails(new RunError(error, "what happened") { Reason = "系统忙", Step = "click '查询'", Applied = Applied.Unknown });
        using var response = await GetAsync(Find);
        var meaning = error.Meaning();
        var problem = await ProblemAsync(response, meaning.Status, meaning.Slug);
        Assert.Equal("sample-town", problem.GetProperty("adapter").GetString());
        Assert.Equal("find-residents", problem.GetProperty("operation").GetString());
        Assert.Equal("0123456789ab", problem.GetProperty("version").GetString());
        Assert.Equal("click '查询'", problem.GetProperty("step").GetString());
        Assert.Equal("unknown", problem.GetProperty("applied").GetString());
        Assert.Equal("系统忙", problem.GetProperty("reason").GetString());
        Assert.Equal("what happened; it said: 系统忙", problem.GetProperty("detail").GetString());
        Assert.Equal(meaning.Retryable, problem.GetProperty("retryable").GetBoolean());
        Assert.Equal(meaning.Owner.ToString().ToLowerInvariant(), problem.GetProperty("owner").GetString());
        Assert.Equal(response.Headers.GetValues("Daas-Run").Single(), problem.GetProperty("run").GetString());
        Assert.Equal(meaning is { Retryable: true, Status: 429 or 503 }, response.Headers.RetryAfter is not null);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_says_where_to_look()
    {
        using var response = await GetAsync("/api/sample-town");
        Assert.Contains("/docs", (await ProblemAsync(response, 404, "unknown-operation")).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_time_to_try_again_is_whole_seconds_rounded_up()
    {
        Host.Connection.Fails(new RunError(ErrorClass.BreakerOpen, "left alone") { RetryAfter = TimeSpan.FromSeconds(11.2) });
        using var response = await GetAsync(Find);
        Assert.Equal(TimeSpan.FromSeconds(12), response.Headers.RetryAfter!.Delta);
    }

    [Fact]
    public async Task A_defect_shows_its_run_and_nothing_of_its_inside()
    {
        Host.Connection.Tells = (_, _, _) => throw new InvalidOperationException("secret inside");
        using var response = await GetAsync(Find);
        var problem = await ProblemAsync(response, 500, "adapter-bug");
        Assert.Equal(Host.Connection.Requests.Single().Run, problem.GetProperty("run").GetString());
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", problem.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?nmae=x", "nmae", "did you mean 'name'")]
    [InlineData("?street=%E5%8C%97", "street", "东关街道")]
    [InlineData("?since=1.2.2026", "since", "2026-11-23")]
    [InlineData("?age=151", "age", "150")]
    [InlineData("?name=a&name=b", "name", "twice")]
    public async Task A_wrong_input_is_named_with_what_would_be_right(string query, string input, string hint)
    {
        using var response = await GetAsync(Find + query);
        var problem = await ProblemAsync(response, 400, "invalid-input");
        Assert.Contains(hint, problem.GetProperty("details").GetProperty(input).GetString(), StringComparison.Ordinal);
        Assert.Empty(Host.Connection.Requests);
    }

    [Theory]
    [InlineData("/api/sample-town/find-resident", "no operation 'find-resident'")]
    [InlineData("/api/other/find-residents", "no adapter 'other'")]
    public async Task What_there_is_not_is_unknown(string path, string hint)
    {
        using var response = await GetAsync(path);
        Assert.Contains(hint, (await ProblemAsync(response, 404, "unknown-operation")).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_connection_is_told()
    {
        using var response = await GetAsync(Find, headers: ("Daas-Connection", "nowhere"));
        Assert.Equal("nowhere", (await ProblemAsync(response, 404, "unknown-operation")).GetProperty("connection").GetString());
    }

    [Fact]
    public async Task A_pull_is_not_posted_and_a_push_not_got()
    {
        using var posted = await PostAsync(Find, Json("{}"));
        await ProblemAsync(posted, 405, "invalid-input");
        Assert.Equal(["GET"], posted.Content.Headers.Allow);
        using var got = await GetAsync("/api/sample-town/add-resident?name=x");
        await ProblemAsync(got, 405, "invalid-input");
        Assert.Equal(["POST"], got.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("Daas-Max-Rows", "0")]
    [InlineData("Daas-Max-Pages", "many")]
    public async Task A_cap_that_is_no_number_is_refused(string header, string value)
    {
        using var response = await GetAsync(Find, headers: (header, value));
        Assert.Contains(header, (await ProblemAsync(response, 400, "invalid-input")).GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused_also_when_it_does_not_say_its_length()
    {
        using var known = await PostAsync("/api/sample-town/add-resident", Json("{\"name\":\"" + new string('x', 30_000) + "\"}"));
        await ProblemAsync(known, 413, "invalid-input");

        using var chunked = new StreamContent(new NoLengthStream(30_000));
        chunked.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var unknown = await PostAsync("/api/sample-town/add-resident", chunked);
        await ProblemAsync(unknown, 413, "invalid-input");
        Assert.Empty(Host.Connection.Requests);
    }

    private sealed class NoLengthStream(int length) : MemoryStream([.. "{\"name\":\""u8, .. Enumerable.Repeat((byte)'x', length)], writable: false)
    {
        public override bool CanSeek => false;
    }
}
