using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Server.Commands;

/// <summary>What became of a recording: the story in plain words, the scripts in their files, the open questions.</summary>
internal static class RecordOutcome
{
    public static int Write(Shell shell, RecordWish wish, string kept, Recording first, Recording? second)
    {
        var folder = Path.Combine(wish.Scripts, wish.Names.Adapter);
        var existing = Existing(folder);
        var draft = Drafter.Draft(first, second, existing, wish.Names);
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
        }

        shell.Out.WriteLine($"recording: {kept}");
        foreach (var doubt in draft.Doubts)
            shell.Out.WriteLine($"{(doubt.Blocking ? "question" : "doubt")} {doubt.Name}: {doubt.Question}{(doubt.Options.Count > 0 ? $" ({string.Join(" / ", doubt.Options)})" : "")}");
        return draft.IsReady ? ExitCodes.Good : ExitCodes.Needs;
    }

    private static void Write(Shell shell, string file, string text)
    {
        File.WriteAllText(file, text);
        shell.Out.WriteLine($"wrote: {file}");
    }

    private static Adapter? Existing(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "system.yaml")))
            return null;
        return AdapterReader.ReadFolder(folder) is { Adapter: { } adapter }
            ? adapter
            : throw new CommandException(ExitCodes.Usage, $"the script in {folder} has errors; see: daas check {folder}");
    }
}
