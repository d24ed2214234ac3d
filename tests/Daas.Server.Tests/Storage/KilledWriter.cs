using Daas.Core.Storage;
using Daas.Server.Secrets;
using Daas.Server.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daas.Server.Tests.Storage;

/// <summary>Writes pushes and credentials without end and says on standard output what each store has acknowledged.</summary>
internal static class KilledWriter
{
    public const string Verb = "write-until-killed";

    public static readonly ConnectionId Connection = new("town", "default");

    private static readonly DateTimeOffset s_at = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static PushEntry Entry(string key) => new("platform", key, $"hash-{key}", $"run-{key}", PushStage.Begun, s_at, MatchesBefore: 1);

    public static string Result(string key) => $$"""{"outcome":"applied","run":"{{key}}"}""";

    public static string Password(string key) => $"password-{key}";

    /// <summary>Never returns. Keys are the round and a number; every third push stays past its commit.</summary>
    public static async Task<int> WriteAsync(string folder, string round)
    {
        using var file = new LiteDatabaseFile(folder);
        var journal = new LitePushJournal(file);
        var credentials = new LiteCredentialStore(file, new Vault(MasterKey.From(folder, _ => null), NullLogger<Vault>.Instance));
        await using var acknowledged = new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true };
        for (var i = 0; ; i++)
        {
            var (key, none) = ($"{round}-{i}", CancellationToken.None);
            await journal.BeginAsync(Entry(key), none);
            await acknowledged.WriteLineAsync($"{PushStage.Begun} {key}");
            await journal.CommittingAsync("platform", key, s_at, none);
            await acknowledged.WriteLineAsync($"{PushStage.Committing} {key}");
            if (i % 3 != 0)
            {
                await journal.EndAsync("platform", key, Result(key), s_at, none);
                await acknowledged.WriteLineAsync($"{PushStage.Ended} {key}");
            }

            await credentials.SaveAsync(Connection, "clerk", Password(key), none);
            await acknowledged.WriteLineAsync($"credential {key}");
        }
    }
}
