using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Proving;
using Daas.Runtime.Trials;
using Daas.Server.Commands;
using Serilog.Core;
using Serilog.Events;

namespace Daas.Benchmarks.Proofs;

/// <summary>A gateway over one adapter's folders, as <c>daas serve</c> starts it.</summary>
internal sealed class DeskGateway : IAsyncDisposable
{
    private readonly RunningGateway _gateway;
    private readonly Logger _log;

    private DeskGateway(RunningGateway gateway, Logger log) => (_gateway, _log) = (gateway, log);

    public static async Task<DeskGateway> StartAsync(DeskHome home, CancellationToken ct)
    {
        // What goes wrong is what is measured: it is told there.
        var log = Server.Program.OpenLog(home.Settings, LogEventLevel.Fatal);
        return new DeskGateway(await RunningGateway.StartAsync(home.Settings, log, ct), log);
    }

    public Task ConnectAsync(string adapter, OldSystem system, CancellationToken ct) =>
        _gateway.Folder.ConnectAsync(new ConnectRequest(adapter, ConnectionId.DefaultName, system.Url, system.User, system.Password), ct);

    /// <summary>Proves an operation; with the inputs of every case that was begun.</summary>
    public async Task<(ProofEvent.Finished End, IReadOnlyList<ProofCase> Begun)> ProveAsync(
        string adapter, string operation, IReadOnlyList<ProofInputs> sets, CancellationToken ct)
    {
        var begun = new List<ProofCase>();
        ProofEvent.Finished? end = null;
        await foreach (var told in _gateway.Folder.ProveAsync(new ProofWish(adapter, operation, null, sets, MayWrite: true), ct))
        {
            if (told is ProofEvent.CaseBegan one)
                begun.Add(one.Case);
            end = told as ProofEvent.Finished ?? end;
        }

        ct.ThrowIfCancellationRequested();
        return (end!, begun);
    }

    /// <summary>One call, by the path that is named, or else by the one that the gateway chooses.</summary>
    /// <exception cref="InvalidOperationException">The operation does not take these inputs.</exception>
    public async Task<TrialAnswer> CallAsync(string adapter, Operation operation, GivenInputs given, RunPath? path, CancellationToken ct)
    {
        var read = InputReader.Read(operation, given.Values.ToDictionary(i => i.Key, i => (string?)i.Value), given.Files);
        if (read.Failed)
            throw new InvalidOperationException($"{adapter}/{operation.Id}: {read.Error.Message}");
        var request = new RunRequest
        {
            Run = RunId.New(TimeProvider.System),
            Adapter = adapter,
            Operation = operation.Id,
            Inputs = read.Value.Inputs,
            Files = read.Value.Files,
            Path = path,
            IdempotencyKey = operation.Kind == OperationKind.Push ? Guid.NewGuid().ToString("n") : null,
        };
        var rows = new List<Row>();
        RunResult? result = null;
        await foreach (var told in _gateway.Folder.RunAsync(request, null, ct))
        {
            if (told is RunEvent.Rows page)
                rows.AddRange(page.Items);
            else if (told is RunEvent.Finished finished)
                result = finished.Result;
        }

        ct.ThrowIfCancellationRequested();
        if (result!.Record is { } record)
            rows.Add(record);
        return new TrialAnswer(result, rows, []);
    }

    public async ValueTask DisposeAsync()
    {
        await _gateway.DisposeAsync();
        await _log.DisposeAsync();
    }
}
