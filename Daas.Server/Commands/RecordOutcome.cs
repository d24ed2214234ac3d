using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;
using Daas.Server.Studio.Publishing;

namespace Daas.Server.Commands;

/// <summary>What became of a recording: the story in plain words, the scripts in their files, the open questions.</summary>
internal static class RecordOutcome
{
    public static int Write(Shell shell, RecordWish wish, string kept, Recording first, Recording? second, byte[]? evidenceKey)
    {
        var folder = Path.Combine(wish.Scripts, wish.Names.Adapter);
        var existing = Existing(folder);
        var draft = Drafter.Draft(first, second, existing, wish.Names);
        string[] names = [.. draft.Adapter.Operations.Where(o => existing?.Operations.Contains(o) != true).Select(o => o.Id)];
        var drafted = DraftedFiles.Of(first, second, draft, names, wish.Names.Operation, existing, system: false, evidenceKey);
        draft = drafted.Draft;
        foreach (var line in draft.Story)
            shell.Out.WriteLine(line);
        if (drafted.Operations.Count > 0)
            Write(shell, folder, drafted);

        shell.Out.WriteLine($"recording: {kept}");
        foreach (var doubt in draft.Doubts)
            shell.Out.WriteLine($"{(doubt.Blocking ? "question" : "doubt")} {doubt.Name}: {doubt.Question}{(doubt.Options.Count > 0 ? $" ({string.Join(" / ",
                doubt.Options)})" : "")}");
        return draft.IsReady ? ExitCodes.Good : ExitCodes.Needs;
    }

    private static void Write(Shell shell, string folder, DraftedFiles drafted)
    {
        ScriptWriting.Write(folder, drafted.Files);
        foreach (var (name, _) in drafted.Files)
            shell.Out.WriteLine($"wrote: {Path.Combine(folder, name)}");
        var (kept, failure) = Publisher.Keep(folder, drafted.Evidence);
        foreach (var evidence in kept)
            shell.Out.WriteLine($"evidence: {evidence} (personal data replaced; look it through before you commit it)");
        if (failure is not null)
            shell.Error.WriteLine(failure);
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
