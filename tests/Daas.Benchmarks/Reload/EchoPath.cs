using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;

namespace Daas.Benchmarks.Reload;

/// <summary>A path without a system, so that the gateway alone is under load: each run gives one row that holds the adapter's version in every field.</summary>
internal sealed class EchoPath : SystemPath
{
    public override RunPath Kind => RunPath.Http;

    public override Task<PathLease> LeaseAsync(Binding binding, string session, string? state, CancellationToken ct) => Task.FromResult<PathLease>(new Lease());

    public override Task ForgetAsync(string session) => Task.CompletedTask;

    private sealed class Lease : PathLease
    {
        public override Task<SignInResult> SignInAsync(Adapter adapter, Uri url, Credential credential, Tell tell, CancellationToken ct) =>
            throw new NotSupportedException("This adapter needs no sign-in");

        public override async Task<AttemptResult> RunAsync(Attempt attempt, Tell tell, CancellationToken ct)
        {
            // Reloads happen while runs are under way.
            await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(0, 40)), ct);
            await tell(new RunEvent.Rows(1, 1, [new Row([.. attempt.Operation.Output!.Fields.Select(_ => (object?)attempt.Adapter.Version)])]), ct);
            return new AttemptResult { RowCount = 1, Pages = 1 };
        }

        public override Task<string> StateAsync(CancellationToken ct) => Task.FromResult("{}");

        public override void Discard()
        {
        }

        public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
