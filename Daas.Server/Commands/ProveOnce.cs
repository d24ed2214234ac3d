using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Proving;

namespace Daas.Server.Commands;

/// <summary>One proof at the terminal: its progress and verdict on stderr, and the line <c>proved:</c> in the script.</summary>
internal static class ProveOnce
{
    public static async Task<int> RunAsync(Shell shell, DataFolder folder, ProofWish wish, CancellationToken ct)
    {
        shell.Error.WriteLine($"{wish.Adapter}/{wish.Operation}");
        var progress = new ProveProgress(shell);
        ProofEvent.Finished? end = null;
        try
        {
            await foreach (var told in folder.ProveAsync(wish, ct))
            {
                progress.Tell(told);
                end = told as ProofEvent.Finished ?? end;
            }
        }
        finally
        {
            progress.Clear();
        }

        ct.ThrowIfCancellationRequested();
        if (end is null)
            throw new CommandException(ExitCodes.Failed, "the gateway went away during the proof; nothing was changed");
        foreach (var note in end.Notes)
            shell.Error.WriteLine($"  note: {note}");
        shell.Error.WriteLine(progress.ToldDifference ? $"  {Words(end.Verdict)}" : $"  {Words(end.Verdict)}: {end.Why}");
        if (end is { Entry: not null, SignIn: { } unable })
            LeaveSignIn(shell, folder, wish, unable);
        if (end.Entry is { } entry)
            Put(shell, folder, wish, end.Verdict == ProofVerdict.Proved ? new Proof(entry.At, entry.Cases.Count, entry.Rows) : null);
        return end.Verdict switch
        {
            ProofVerdict.Proved => ExitCodes.Good,
            ProofVerdict.NotEqual => ExitCodes.Failed,
            _ => ExitCodes.Needs,
        };
    }

    private static string Words(ProofVerdict verdict) => verdict switch
    {
        ProofVerdict.Proved => "proved",
        ProofVerdict.NotEqual => "not equal, so it goes by the browser",
        ProofVerdict.Undecided => "not decided, so nothing changes",
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, null),
    };

    // The session is the browser's then, which both paths use.
    private static void LeaveSignIn(Shell shell, DataFolder folder, ProofWish wish, RunError unable)
    {
        shell.Error.WriteLine($"  signing in by plain requests does not work ({unable.Message}): the browser signs in");
        var home = Path.Combine(folder.Adapters, wish.Adapter);
        Change(shell, home, ScriptFiles.System, HttpSection.WithoutSignIn, path => $"  taken out of {path}: the http section of signIn");
    }

    // The gateway knows it either way; in the script it goes with the adapter wherever that goes.
    private static void Put(Shell shell, DataFolder folder, ProofWish wish, Proof? proof)
    {
        var (home, name) = (Path.Combine(folder.Adapters, wish.Adapter), wish.Operation + ScriptFiles.Ending);
        Change(shell, home, name, before =>
        {
            if (ProvedLine.Put(before, proof) is { } after)
                return after;
            shell.Error.WriteLine($"  the script has no room for it; below http: in {Path.Combine(home, name)} write: {ProvedLine.Words(proof!)}");
            return before;
        }, path => proof is null ? $"  taken out of {path}: its proof" : $"  written into {path}: {ProvedLine.Words(proof)}");
    }

    private static void Change(Shell shell, string home, string name, Func<string, string> change, Func<string, string> words)
    {
        var path = Path.Combine(home, name);
        try
        {
            var before = File.ReadAllText(path);
            var after = change(before);
            if (after == before)
                return;
            if (AdapterReader.ReadFolder(home, new Dictionary<string, string> { [name] = after }).HasErrors)
                throw new IOException("the script would have errors with it");
            var draft = path + "~";
            File.WriteAllText(draft, after);
            File.Move(draft, path, overwrite: true);
            shell.Error.WriteLine(words(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            shell.Error.WriteLine($"  kept by the gateway only; {path} cannot be changed: {e.Message}");
        }
    }
}
