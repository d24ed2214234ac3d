using System.Net;
using System.Runtime.CompilerServices;
using Daas.Core.Runs;
using Daas.Recorder.Drafting;
using Daas.Runtime.Connections;
using Daas.Runtime.Proving;
using Daas.Server.Commands;
using Daas.Server.Tests.Health;

namespace Daas.Server.Tests.Commands;

/// <summary>The data folder of a gateway that answers what the test says, behind the door by which verbs reach a running one.</summary>
internal sealed class Answering(string adapters) : DataFolder
{
    private readonly List<KeyView> _keys = [];

    public ErrorClass? Fails { get; init; }

    public string? Connected { get; private set; }

    public override string Adapters => adapters;

    /// <summary>What it tells when it is asked for a proof.</summary>
    public Func<ProofWish, IEnumerable<ProofEvent>> Proof { get; init; } = _ => [];

    public static async Task<OperatorSite> ServeAsync(CommandLine line, DataFolder folder)
    {
        ServerFile? file = null;
        var site = await OperatorSite.StartAsync(new SampleHealth(), map: routes => routes.MapControl(folder, () => file!));
        file = ServerFile.New(site.Url.ToString(), folder.Adapters);
        Directory.CreateDirectory(Path.Combine(line.Folder, "daas-data"));
        file.Write(Path.Combine(line.Folder, "daas-data"));
        return site;
    }

    public override Task<string> IssueKeyAsync(KeyRequest request, CancellationToken ct)
    {
        _keys.Add(new KeyView(request.Name, "daas_x", request.Grants, DateTimeOffset.UnixEpoch, null));
        return Task.FromResult("key-of-" + request.Name);
    }

    public override Task<IReadOnlyList<KeyView>> ListKeysAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<KeyView>>(_keys);

    public override Task<bool> RevokeKeyAsync(string name, CancellationToken ct) => Task.FromResult(_keys.Exists(k => k.Name == name));

    public override Task ConnectAsync(ConnectRequest request, CancellationToken ct)
    {
        Connected = $"{request.User} {request.Password} {request.Url}";
        return Task.CompletedTask;
    }

    public override async IAsyncEnumerable<RunEvent> RunAsync(RunRequest request, string? connection, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Yield();
        if (connection is { Length: > 0 })
            throw new CommandException(ExitCodes.Usage, $"there is no connection '{connection}' of {request.Adapter}");
        yield return new RunEvent.Attempt(RunPath.Browser, 1);
        yield return new RunEvent.Stepping(1, 2, "open /people");
        if (Fails is null)
        {
            yield return new RunEvent.Rows(1, 2, [new Row(["1", "张伟"])]);
            yield return new RunEvent.Rows(2, 2, [new Row(["2", "李娜"])]);
        }

        yield return new RunEvent.Finished(new RunResult
        {
            Run = request.Run,
            Adapter = request.Adapter,
            Operation = request.Operation,
            Connection = "default",
            Version = "v",
            Path = RunPath.Browser,
            StartedAt = DateTimeOffset.UnixEpoch,
            Duration = TimeSpan.FromSeconds(1.5),
            RowCount = 2,
            Pages = 2,
            Error = Fails is { } error ? new RunError(error, "it went wrong") { Reason = "系统维护中" } : null,
        });
    }

    public override async IAsyncEnumerable<ProofEvent> ProveAsync(ProofWish wish, [EnumeratorCancellation] CancellationToken ct)
    {
        await Task.Yield();
        foreach (var told in Proof(wish))
            yield return told;
    }

    public override Task<LentSession> LendAsync(LendRequest request, CancellationToken ct) => Task.FromResult(
        request.Adapter == "town-hall" ? new LentSession { State = "state", Start = request.Url, User = "clerk" }
        : new LentSession { Refusal = LentSessionRefusal.Refused, Error = new RunError(ErrorClass.CredentialsRejected, "refused") { Reason = "密码错误" } });

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
