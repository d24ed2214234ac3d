using Daas.Core.Runs;

namespace Daas.Server.Tests.Gateway;

public sealed class StreamingTests : GatewayTest
{
    private const string Find = "/api/sample-town/find-residents";

    [Fact]
    public async Task The_first_row_leaves_before_the_second_page_is_fetched()
    {
        var secondPage = new TaskCompletionSource();
        Host.Connection.Tells = (request, adapter, ct) => FakeConnection.Paused(
            new RunEvent.Rows(1, 2, [SampleAdapter.Row(1)]),
            secondPage.Task,
            [new RunEvent.Rows(2, 2, [SampleAdapter.Row(2)]), new RunEvent.Finished(FakeConnection.Result(request, adapter) with { RowCount = 2, Pages = 2 })],
            ct);

        using var response = await StreamAsync();
        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(Ct));
        Assert.StartsWith("{\"id\":1,", await lines.ReadLineAsync(Ct), StringComparison.Ordinal);
        Assert.False(secondPage.Task.IsCompleted);
        secondPage.SetResult();
        Assert.StartsWith("{\"id\":2,", await lines.ReadLineAsync(Ct), StringComparison.Ordinal);
        Assert.Equal("{\"$end\":{\"count\":2,\"pages\":2,\"complete\":true,\"path\":\"browser\"}}", await lines.ReadLineAsync(Ct));
        Assert.Null(await lines.ReadLineAsync(Ct));
    }

    [Fact]
    public async Task A_run_that_breaks_midway_says_so_in_the_last_line()
    {
        Host.Connection.Tells = (request, adapter, _) => FakeConnection.Told(
            new RunEvent.Rows(1, null, [SampleAdapter.Row(1)]),
            new RunEvent.Finished(FakeConnection.Result(request, adapter) with { Error = new RunError(ErrorClass.Drift, "no column 姓名") }));
        using var response = await StreamAsync();
        var lines = (await response.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(2, lines.Length);
        Assert.Contains("{\"$error\":{\"type\":\"urn:daas:problem:drift\"", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_run_that_breaks_before_its_first_row_is_a_plain_problem()
    {
        Host.Connection.Fails(new RunError(ErrorClass.TargetDown, "maintenance page"));
        using var response = await StreamAsync();
        await ProblemAsync(response, 503, "target-down");
    }

    [Fact]
    public async Task A_caller_who_leaves_stops_the_run()
    {
        var stopped = new TaskCompletionSource();
        Host.Connection.Tells = (_, _, ct) =>
        {
            ct.Register(() => stopped.TrySetResult());
            return FakeConnection.Paused(new RunEvent.Rows(1, 2, [SampleAdapter.Row(1)]), new TaskCompletionSource().Task, [], ct);
        };
        (await StreamAsync()).Dispose();
        await stopped.Task.WaitAsync(TimeSpan.FromSeconds(20), Ct);
    }

    private async Task<HttpResponseMessage> StreamAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Find);
        request.Headers.Add("Accept", "application/x-ndjson");
        return await Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Ct);
    }
}
