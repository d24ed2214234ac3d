using System.Collections.Concurrent;
using Daas.Core.Storage;
using Daas.Runtime.Connections;

namespace Daas.Runtime.Tests.Connections;

/// <summary>Stores in memory, each of which can be made to fail. They outlive a directory, as real ones outlive a process.</summary>
internal sealed class FakeStores
{
    public Connections ConnectionSettings { get; } = new();

    public Credentials CredentialStore { get; } = new();

    public Sessions SessionStore { get; } = new();

    public Runs RunStore { get; } = new();

    public Pictures PictureStore { get; } = new();

    public Pushes Journal { get; } = new();

    public Proofs ProofStore { get; } = new();

    public RuntimeStores All => new(ConnectionSettings, CredentialStore, SessionStore, RunStore, PictureStore, Journal, ProofStore);

    internal static void FailIf(bool broken)
    {
        if (broken)
            throw new IOException("the disk is full");
    }

    internal sealed class Connections : ConnectionStore
    {
        public ConcurrentDictionary<ConnectionId, ConnectionSettings> Kept { get; } = new();

        public override Task<IReadOnlyList<ConnectionSettings>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<ConnectionSettings>>([.. Kept.Values]);

        public override Task SaveAsync(ConnectionSettings settings, CancellationToken ct)
        {
            Kept[settings.Id] = settings;
            return Task.CompletedTask;
        }

        public override Task RemoveAsync(ConnectionId id, CancellationToken ct)
        {
            Kept.TryRemove(id, out _);
            return Task.CompletedTask;
        }
    }

    internal sealed class Credentials : CredentialStore
    {
        public ConcurrentDictionary<ConnectionId, Credential> Kept { get; } = new();

        public bool RejectingFails { get; set; }

        public override Task<Credential?> FindAsync(ConnectionId id, CancellationToken ct) => Task.FromResult(Kept.GetValueOrDefault(id));

        public override Task SaveAsync(ConnectionId id, string user, string password, CancellationToken ct)
        {
            Kept[id] = new Credential(user, password) { Version = (Kept.GetValueOrDefault(id)?.Version ?? 0) + 1 };
            return Task.CompletedTask;
        }

        public override Task RejectAsync(ConnectionId id, int version, string reason, bool locked, CancellationToken ct)
        {
            FailIf(RejectingFails);
            if (Kept.TryGetValue(id, out var kept) && kept.Version == version)
                Kept[id] = kept with { Rejected = reason, Locked = locked };
            return Task.CompletedTask;
        }

        public override Task RemoveAsync(ConnectionId id, CancellationToken ct)
        {
            Kept.TryRemove(id, out _);
            return Task.CompletedTask;
        }
    }

    internal sealed class Sessions : SessionStore
    {
        public ConcurrentDictionary<ConnectionId, SavedSession> Kept { get; } = new();

        public override Task<SavedSession?> FindAsync(ConnectionId id, CancellationToken ct) => Task.FromResult(Kept.GetValueOrDefault(id));

        public override Task SaveAsync(ConnectionId id, SavedSession session, CancellationToken ct)
        {
            Kept[id] = session;
            return Task.CompletedTask;
        }

        public override Task RemoveAsync(ConnectionId id, CancellationToken ct)
        {
            Kept.TryRemove(id, out _);
            return Task.CompletedTask;
        }
    }

    internal sealed class Runs : RunStore
    {
        public ConcurrentQueue<RunRecord> Kept { get; } = new();

        public bool Broken { get; set; }

        public override Task AppendAsync(RunRecord record, CancellationToken ct)
        {
            FailIf(Broken);
            Kept.Enqueue(record);
            return Task.CompletedTask;
        }

        public override Task<RunRecord?> FindAsync(string run, CancellationToken ct) => Task.FromResult(Kept.FirstOrDefault(r => r.Run == run));

        public override Task<IReadOnlyList<RunRecord>> RecentAsync(string? adapter, string? operation, DateTimeOffset since, int count, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<RunRecord>>([.. Kept
                .Where(r => (adapter is null || r.Adapter == adapter) && (operation is null || r.Operation == operation) && r.StartedAt >= since)
                .Reverse().Take(count)]);

        public override Task<int> TrimAsync(DateTimeOffset before, CancellationToken ct) => Task.FromResult(0);
    }

    internal sealed class Pictures : PictureStore
    {
        public ConcurrentDictionary<string, byte[]> Kept { get; } = new();

        public override Task SaveAsync(string run, byte[] png, CancellationToken ct)
        {
            Kept[run] = png;
            return Task.CompletedTask;
        }

        public override Task<byte[]?> FindAsync(string run, CancellationToken ct) => Task.FromResult(Kept.GetValueOrDefault(run));
    }

    internal sealed class Pushes : PushJournal
    {
        public ConcurrentDictionary<(string Consumer, string Key), PushEntry> Kept { get; } = new();

        public bool BeginFails { get; set; }

        public bool CommittingFails { get; set; }

        public bool EndFails { get; set; }

        public override Task<PushEntry?> BeginAsync(PushEntry entry, CancellationToken ct)
        {
            FailIf(BeginFails);
            return Task.FromResult(Kept.TryAdd((entry.Consumer, entry.Key), entry) ? null : Kept[(entry.Consumer, entry.Key)]);
        }

        public override Task CommittingAsync(string consumer, string key, DateTimeOffset at, CancellationToken ct)
        {
            FailIf(CommittingFails);
            Kept[(consumer, key)] = Kept[(consumer, key)] with { Stage = PushStage.Committing, At = at };
            return Task.CompletedTask;
        }

        public override Task EndAsync(string consumer, string key, string result, DateTimeOffset at, CancellationToken ct)
        {
            FailIf(EndFails);
            Kept[(consumer, key)] = Kept[(consumer, key)] with { Stage = PushStage.Ended, At = at, Result = result };
            return Task.CompletedTask;
        }

        public override Task ForgetAsync(string consumer, string key, CancellationToken ct)
        {
            Kept.TryRemove((consumer, key), out _);
            return Task.CompletedTask;
        }

        public override Task<PushEntry?> FindAsync(string consumer, string key, CancellationToken ct) => Task.FromResult(Kept.GetValueOrDefault((consumer, key)));
    }

    internal sealed class Proofs : ProofStore
    {
        public ConcurrentDictionary<(ConnectionId Connection, string Operation), ProofEntry> Kept { get; } = new();

        public bool Broken { get; set; }

        public override Task<ProofEntry?> FindAsync(ConnectionId connection, string operation, CancellationToken ct) =>
            Task.FromResult(Kept.GetValueOrDefault((connection, operation)));

        public override Task<IReadOnlyList<ProofEntry>> ListAsync(CancellationToken ct) => Task.FromResult<IReadOnlyList<ProofEntry>>([.. Kept.Values]);

        public override Task SaveAsync(ProofEntry entry, CancellationToken ct)
        {
            FailIf(Broken);
            Kept[(entry.Connection, entry.Operation)] = entry;
            return Task.CompletedTask;
        }

        public override Task RemoveAsync(ConnectionId connection, string operation, CancellationToken ct)
        {
            Kept.TryRemove((connection, operation), out _);
            return Task.CompletedTask;
        }
    }
}
