using System.Diagnostics;
using Daas.Core.Storage;
using Daas.Server.Secrets;
using Daas.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daas.Server.Tests.Storage;

/// <summary>What a store has acknowledged outlives a process that is killed (SIGKILL) while it writes.</summary>
public sealed class KillTests : IDisposable
{
    private const int Rounds = 10;

    private readonly string _folder = Directory.CreateTempSubdirectory("daas-kill-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task No_acknowledged_push_or_credential_is_lost_when_the_process_is_killed()
    {
        var stages = new Dictionary<string, PushStage>();
        var saved = 0;
        for (var round = 0; round < Rounds; round++)
        {
            string? credential = null;
            foreach (var line in await WriteAndKillAsync(round, lines: 10 + (7 * round)))
            {
                var (what, key) = line.Split(' ') is [var first, var second] ? (first, second) : throw new InvalidDataException(line);
                if (what == "credential")
                    (credential, saved) = (key, saved + 1);
                else
                    stages[key] = Enum.Parse<PushStage>(what);
            }

            using var file = new LiteDatabaseFile(_folder);
            await AssertPushesAsync(new LitePushJournal(file), stages);
            saved = await AssertCredentialAsync(file, credential!, saved);
        }
    }

    private static async Task AssertPushesAsync(LitePushJournal journal, Dictionary<string, PushStage> stages)
    {
        foreach (var (key, stage) in stages.ToList())
        {
            var found = await journal.FindAsync("platform", key, Ct);
            Assert.NotNull(found);
            // The one write under way when the kill came may have been done, unannounced.
            Assert.InRange(found.Stage, stage, stage + 1);
            Assert.Equal(KilledWriter.Entry(key) with { Stage = found.Stage, Result = found.Stage == PushStage.Ended ? KilledWriter.Result(key) : null }, found);
            stages[key] = found.Stage;
        }
    }

    /// <returns>The version found: how often a credential was saved.</returns>
    private async Task<int> AssertCredentialAsync(LiteDatabaseFile file, string last, int saved)
    {
        var vault = new Vault(MasterKey.From(_folder, _ => null), NullLogger<Vault>.Instance);
        var credential = await new LiteCredentialStore(file, vault).FindAsync(KilledWriter.Connection, Ct);
        Assert.NotNull(credential);
        Assert.InRange(credential.Version, saved, saved + 1);
        var (round, number) = last.Split('-') is [var r, var n] ? (r, int.Parse(n)) : throw new InvalidDataException(last);
        Assert.Equal(KilledWriter.Password($"{round}-{number + credential.Version - saved}"), credential.Password);
        return credential.Version;
    }

    /// <returns>All that it said before it died.</returns>
    private async Task<List<string>> WriteAndKillAsync(int round, int lines)
    {
        using var writer = Process.Start(new ProcessStartInfo("dotnet", [typeof(KilledWriter).Assembly.Location, KilledWriter.Verb, _folder, $"{round}"])
        {
            RedirectStandardOutput = true,
        })!;
        var said = new List<string>();
        try
        {
            while (said.Count < lines && await writer.StandardOutput.ReadLineAsync(Ct) is { } line)
                said.Add(line);
        }
        finally
        {
            writer.Kill();
        }

        Assert.True(said.Count == lines, "the writer ended by itself");
        while (await writer.StandardOutput.ReadLineAsync(Ct) is { } line)
            said.Add(line);
        await writer.WaitForExitAsync(Ct);
        return said;
    }
}
