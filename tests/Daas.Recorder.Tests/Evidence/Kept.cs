using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Evidence;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Evidence;

/// <summary>Evidence of a recording made by hand, written into a folder of its own.</summary>
internal sealed class Kept : IDisposable
{
    private readonly string _adapter = Directory.CreateTempSubdirectory("daas-evidence-").FullName;

    public Kept(Recording recording, string operation, byte[]? key = null)
    {
        Draft = Drafter.Draft(recording, null, null, new DraftNames("clinic", operation));
        Made = EvidenceMaking.Make(recording, Draft, operation, key)!;
        Folder = EvidenceFolder.Of(_adapter, operation);
        Folder.Write(Made.Evidence);
    }

    /// <summary>As it was before redaction.</summary>
    public Draft Draft { get; }

    public MadeEvidence Made { get; }

    public EvidenceFolder Folder { get; }

    public Adapter Adapter => Made.Draft.Adapter;

    public Operation Operation => Adapter.Operations[0];

    public string Script => AdapterWriter.WriteOperation(Operation);

    public string File(string name) => Path.Combine(Folder.Path, name);

    public EvidenceReplay Replay(Operation? operation = null) => EvidenceReplay.Of(Adapter, operation ?? Operation, Folder.Read());

    public void Dispose() => Directory.Delete(_adapter, recursive: true);
}
