using System.Text;
using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Evidence;

namespace Daas.Server.Studio.Publishing;

/// <summary>Makes scripts live: checks them with the rest of their adapter, writes them all or none, and waits until the gateway serves them.</summary>
internal sealed class Publisher(PublishDesk desk)
{
    // Two people who publish at once do so one after the other, and the second sees what the first has changed.
    private readonly SemaphoreSlim _gate = new(1, 1);

    public string FolderOf(string adapter) => Path.Combine(desk.Adapters, adapter);

    /// <summary>What is there now, to be kept with a draft that is begun. Nothing, where it cannot be read.</summary>
    public ScriptBasis Basis(string adapter)
    {
        try
        {
            return ScriptFiles.IsId(adapter) ? ScriptBasis.Of(FolderOf(adapter)) : new ScriptBasis(new Dictionary<string, string>());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new ScriptBasis(new Dictionary<string, string>());
        }
    }

    /// <summary>What publishing would do. Makes the evidence, which takes a while.</summary>
    public Task<PublishPlan> PlanAsync(PublishRequest request, CancellationToken ct) => Task.Run(() => Plan(request), ct);

    /// <summary>The same for texts as an editor has them.</summary>
    public PublishPlan Plan(ScriptChange change)
    {
        var blank = new PublishPlan { Change = change, Files = [] };
        if (!ScriptFiles.IsId(change.Adapter))
            return blank with { Refusal = new(PublishRefusal.Name, $"'{change.Adapter}' cannot be the name of an adapter") };
        if (change.Files.Keys.FirstOrDefault(n => !ScriptFiles.IsName(n)) is { } odd)
            return blank with { Refusal = new(PublishRefusal.Name, $"'{odd}' cannot be the name of a script") };
        SortedDictionary<string, byte[]> there;
        try
        {
            there = Directory.Exists(FolderOf(change.Adapter)) ? ScriptFiles.Load(FolderOf(change.Adapter)) : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return blank with { Refusal = new(PublishRefusal.Disk, $"{FolderOf(change.Adapter)} cannot be read: {e.Message}") };
        }

        var files = change.Files.Select(f => Planned(f.Key, f.Value, there.GetValueOrDefault(f.Key), change.Basis)).ToList();
        foreach (var (name, text) in change.Files)
            there[name] = Encoding.UTF8.GetBytes(text);
        var reading = AdapterReader.ReadBytes(change.Adapter, there, FolderOf(change.Adapter));
        return blank with
        {
            Files = files,
            Adapter = reading.Adapter,
            Operation = change.Operation is { } operation ? reading.Adapter?.Find(operation) : null,
            Problems = reading.Problems,
            Hosts = reading.Adapter is { } adapter ? [adapter.Url.Authority, .. adapter.Hosts] : [],
            Refusal = Refusal(change, files, reading),
        };
    }

    public async Task<PublishOutcome> PublishAsync(PublishRequest request, CancellationToken ct)
    {
        var plan = await PlanAsync(request, ct);
        return plan.Refusal is { } refusal ? refusal : await PublishAsync(plan.Change, ct);
    }

    /// <summary>Looks once more at what is there, then writes. Cancelling stops the waiting, not the writing.</summary>
    public async Task<PublishOutcome> PublishAsync(ScriptChange change, CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            var plan = Plan(change);
            if (plan.Refusal is { } refusal)
                return refusal;
            var folder = FolderOf(change.Adapter);
            try
            {
                ScriptWriting.Write(folder, change.Files);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return new PublishOutcome.Refused(PublishRefusal.Disk, $"The files cannot be written to {folder}, so nothing was changed: {e.Message}");
            }

            var (evidence, failure) = Keep(folder, change.Evidence);
            if (await NotLiveAsync(plan, ct) is { } not)
                return not;
            return Published(plan, folder) with { Evidence = evidence, EvidenceFailure = failure };
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Evidence is for later: without it the operation works all the same.</summary>
    public static (IReadOnlyList<string> Folders, string? Failure) Keep(string folder, IReadOnlyList<OperationEvidence> evidence)
    {
        var (folders, failure) = (new List<string>(), (string?)null);
        foreach (var one in evidence)
        {
            var to = EvidenceFolder.Of(folder, one.Operation);
            try
            {
                to.Write(one);
                folders.Add(to.Path);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                failure ??= $"The evidence could not be written to {to.Path}: {e.Message}";
            }
        }

        return (folders, failure);
    }

    private PublishPlan Plan(PublishRequest request)
    {
        var drafted = request.Draft.Adapter;
        if (drafted.Find(request.Operation) is not { } operation)
        {
            return new PublishPlan
            {
                Change = new ScriptChange { Adapter = drafted.Id, Files = new Dictionary<string, string>() },
                Files = [],
                Refusal = new(PublishRefusal.Name, $"The draft has no operation '{request.Operation}'"),
            };
        }

        var existing = ScriptFiles.IsId(drafted.Id) ? AdapterReader.ReadFolder(FolderOf(drafted.Id)).Adapter : null;
        // What goes with it comes with it, where that is not published already.
        string[] names = [.. Companions.With(drafted, operation.Id).Where(o => o.Id == operation.Id || existing?.Operations.Contains(o) != true).Select(o => o.Id)];
        var system = !File.Exists(Path.Combine(FolderOf(drafted.Id), ScriptFiles.System));
        // A description that is there, but cannot be read, is for a person to mend.
        var known = existing ?? (system ? null : drafted);
        var made = DraftedFiles.Of(request.Recording, request.Again, request.Draft, names, operation.Id, known, system, desk.EvidenceKey());
        return Plan(new ScriptChange
        {
            Adapter = drafted.Id,
            Files = new OrderedDictionary<string, string>(made.Files),
            Operation = operation.Id,
            // The call is shown to who has recorded it: the values of the demonstration give an answer.
            Examples = operation.Input.Where(i => i.Example is not null).ToDictionary(i => i.Name, i => i.Example!),
            Basis = request.Basis,
            Overwrite = request.Overwrite,
            Evidence = made.Evidence,
        });
    }

    private static PlannedFile Planned(string name, string text, byte[]? now, ScriptBasis? basis)
    {
        var before = now is null ? null : Encoding.UTF8.GetString(now).TrimStart('\uFEFF');
        return new PlannedFile(name, before, text, basis is not null && before != text && !basis.Holds(name, now));
    }

    private static PublishOutcome.Refused? Refusal(ScriptChange change, IReadOnlyList<PlannedFile> files, AdapterReading reading)
    {
        var errors = reading.Problems.Where(p => p.Severity == ScriptSeverity.Error).ToList();
        if (errors.Count > 0)
            return new(PublishRefusal.Script, $"The script is not right: {errors[0]}") { Problems = errors };
        var changed = files.Where(f => f.Changed).Select(f => f.Name).ToList();
        return changed.Count == 0 || change.Overwrite
            ? null
            : new(PublishRefusal.Changed, $"Changed by somebody else since the draft was begun: {string.Join(", ", changed)}") { Changed = changed };
    }

    private async Task<PublishOutcome.Refused?> NotLiveAsync(PublishPlan plan, CancellationToken ct)
    {
        var (id, began) = (plan.Change.Adapter, desk.Time.GetTimestamp());
        while (true)
        {
            var snapshot = await desk.RefreshAsync(ct);
            if (IsServed(plan, desk.Served(id)))
                return null;
            var errors = snapshot.Problems.Where(p => p.Severity == ScriptSeverity.Error && IsIn(p.File, id)).ToList();
            if (errors.Count > 0 && !IsServed(plan, snapshot.Adapters.GetValueOrDefault(id)))
                return new(PublishRefusal.NotLive, $"It is written, but the adapter has errors: {errors[0]}") { Problems = errors };
            if (desk.Time.GetElapsedTime(began) > desk.Patience)
            {
                return new(PublishRefusal.NotLive, snapshot.Adapters.ContainsKey(id)
                    ? "It is written, but the gateway does not serve it yet; its log says why"
                    : $"It is written, but this gateway does not read the adapter '{id}': it serves only some of the adapters in {desk.Adapters}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(25), desk.Time, ct);
        }
    }

    // Somebody may have changed another operation meanwhile.
    private static bool IsServed(PublishPlan plan, Adapter? live) => live is not null && plan.Adapter is { } wanted
        && (live.Version == wanted.Version || (plan.Operation is { } operation && live.Operations.Contains(operation)));

    private static bool IsIn(string file, string adapter) => Path.GetFileName(Path.GetDirectoryName(file)) == adapter || Path.GetFileName(file) == adapter;

    private PublishOutcome.Published Published(PublishPlan plan, string folder)
    {
        var (adapter, operation, api) = (plan.Adapter!, plan.Operation, desk.Api());
        var address = operation is null || api is null ? null : $"{api}/api/{adapter.Id}/{operation.Id}";
        return new PublishOutcome.Published
        {
            Version = adapter.Version,
            Files = [.. plan.Files.Select(f => Path.Combine(folder, f.Name))],
            Method = operation?.Kind switch { null => null, OperationKind.Push => "POST", _ => "GET" },
            Address = address,
            Docs = api is null ? null : $"{api}/docs?adapter={adapter.Id}",
            Curl = operation is null || address is null ? null : CurlLine.Of(operation, address, plan.Change.Examples),
        };
    }
}
