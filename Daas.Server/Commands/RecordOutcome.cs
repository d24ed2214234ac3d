using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Evidence;
using Daas.Recorder.Recordings;

namespace Daas.Server.Commands;

/// <summary>What became of a recording: the story in plain words, the scripts in their files, the open questions.</summary>
internal static class RecordOutcome
{
    public static int Write(Shell shell, RecordWish wish, string kept, Recording first, Recording? second, byte[]? evidenceKey)
    {
        var folder = Path.Combine(wish.Scripts, wish.Names.Adapter);
        var existing = Existing(folder);
        var draft = Drafter.Draft(first, second, existing, wish.Names);
        // What people may commit has invented persons in place of the real ones of the demonstration, also among its examples.
        var made = draft.Adapter.Operations.Where(o => existing?.Operations.Contains(o) != true)
            .Select(o => EvidenceMaking.Make(first, draft, o.Id, evidenceKey))
            .OfType<MadeEvidence>().ToList();
        draft = made.Find(m => m.Evidence.Operation == wish.Names.Operation)?.Draft ?? draft;
        foreach (var line in draft.Story)
            shell.Out.WriteLine(line);
        var drafted = draft.Adapter.Operations.Where(o => existing?.Operations.Contains(o) != true).ToList();
        if (drafted.Count > 0)
        {
            Directory.CreateDirectory(folder);
            // Where the system was described before, a person's own words stay; a sign-in that was missing is new.
            if (existing is null || (existing.SignIn is null && draft.Adapter.SignIn is not null))
                Write(shell, Path.Combine(folder, "system.yaml"), AdapterWriter.WriteSystem(draft.Adapter));
            // A push may bring the list by which it is read back.
            foreach (var operation in drafted)
                Write(shell, Path.Combine(folder, $"{operation.Id}.yaml"), AdapterWriter.WriteOperation(operation));
            foreach (var (evidence, _) in made)
                Write(shell, EvidenceFolder.Of(folder, evidence.Operation), evidence);
        }

        shell.Out.WriteLine($"recording: {kept}");
        foreach (var doubt in draft.Doubts)
            shell.Out.WriteLine($"{(doubt.Blocking ? "question" : "doubt")} {doubt.Name}: {doubt.Question}{(doubt.Options.Count > 0 ? $" ({string.Join(" / ",
                doubt.Options)})" : "")}");
        return draft.IsReady ? ExitCodes.Good : ExitCodes.Needs;
    }

    private static void Write(Shell shell, string file, string text)
    {
        File.WriteAllText(file, text);
        shell.Out.WriteLine($"wrote: {file}");
    }

    private static void Write(Shell shell, EvidenceFolder folder, OperationEvidence evidence)
    {
        try
        {
            folder.Write(evidence);
            shell.Out.WriteLine($"evidence: {folder.Path} (personal data replaced; look it through before you commit it)");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Error.WriteLine($"The evidence could not be written to {folder.Path}: {e.Message}");
        }
    }

    public static Adapter? Existing(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "system.yaml")))
            return null;
        return AdapterReader.ReadFolder(folder) is { Adapter: { } adapter }
            ? adapter
            : throw new CommandException(ExitCodes.Usage, $"the script in {folder} has errors; see: daas check {folder}");
    }
}
