using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Deriving;
using Daas.Recorder.Evidence;
using Daas.Recorder.Recordings;

namespace Daas.Server.Studio.Publishing;

/// <summary>
/// What a draft leaves in the adapter's folder: scripts that people may commit, with invented persons in place of the demonstration's, and their evidence.
/// </summary>
/// <param name="Draft">The draft with invented examples, and with what evidence leaves open among its doubts.</param>
/// <param name="Operations">Those that are written, the one by which a push is read back first.</param>
/// <param name="Files">Texts by file name, in the order in which they are to be written.</param>
/// <param name="Evidence">Of those operations.</param>
internal sealed record DraftedFiles(
    Draft Draft, IReadOnlyList<Operation> Operations, IReadOnlyList<KeyValuePair<string, string>> Files, IReadOnlyList<OperationEvidence> Evidence)
{
    /// <param name="recording">The demonstration; null: no evidence is made.</param>
    /// <param name="again">The second one; null when there is none.</param>
    /// <param name="draft">What was understood of it.</param>
    /// <param name="names">Ids of the operations that are new or changed.</param>
    /// <param name="main">The one that was recorded.</param>
    /// <param name="existing">What is published; null for a new adapter.</param>
    /// <param name="system">True: the system's description is written also where there is one.</param>
    /// <param name="key">Secret by which persons are invented; see <see cref="EvidenceMaking"/>.</param>
    public static DraftedFiles Of(
        Recording? recording, Recording? again, Draft draft, IReadOnlyCollection<string> names, string main, Adapter? existing, bool system, byte[]? key)
    {
        IReadOnlyDictionary<string, Derived> derived = new Dictionary<string, Derived>();
        // By the values that were recorded: invented ones are in none of its requests.
        if (recording is not null)
            (draft, derived) = Derivation.Into(draft, names, existing?.SignIn is null || system, recording, again);
        var made = recording is null ? [] : names.Select(o => EvidenceMaking.Make(recording, draft, o, key)).OfType<MadeEvidence>()
            .Select(m => m with { Evidence = m.Evidence with { Requests = derived[m.Evidence.Operation] } }).ToList();
        var told = made.Find(m => m.Evidence.Operation == main)?.Draft ?? draft;
        var operations = told.Adapter.Operations.Where(o => names.Contains(o.Id)).OrderBy(o => o.Id == main).ToList();
        // Each file that is there makes a whole with those before it.
        var files = operations.Where(o => o.Id != main).Select(Script).ToList();
        // Where the system was described before, a person's own words stay; a sign-in that was missing is new.
        if (system || existing is null || (existing.SignIn is null && told.Adapter.SignIn is not null))
            files.Add(new(ScriptFiles.System, AdapterWriter.WriteSystem(told.Adapter)));
        files.AddRange(operations.Where(o => o.Id == main).Select(Script));
        return new DraftedFiles(told, operations, files, [.. made.Select(m => m.Evidence)]);
    }

    private static KeyValuePair<string, string> Script(Operation operation) =>
        new(operation.Id + ScriptFiles.Ending, AdapterWriter.WriteOperation(operation));
}
