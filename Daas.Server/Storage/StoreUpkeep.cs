using Daas.Core.Storage;

namespace Daas.Server.Storage;

/// <summary>Once a minute moves LiteDB's log into the data file, once an hour removes what is kept no longer.</summary>
internal sealed class StoreUpkeep(
    LiteDatabaseFile file,
    RunStore runs,
    LitePushJournal journal,
    FilePictureStore pictures,
    Retention retention,
    TimeProvider time,
    ILogger<StoreUpkeep> log) : BackgroundService
{
    private static readonly TimeSpan FlushEvery = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan TrimEvery = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(FlushEvery, time);
        var trimmed = DateTimeOffset.MinValue;
        do
        {
            try
            {
                if (time.GetUtcNow() - trimmed >= TrimEvery)
                {
                    await TrimAsync(stoppingToken);
                    trimmed = time.GetUtcNow();
                }

                file.Flush();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Log.UpkeepFailed(log, e);
            }
        }
        while (await NextAsync(timer, stoppingToken));
    }

    /// <summary>Removes what is kept no longer.</summary>
    public async Task TrimAsync(CancellationToken ct)
    {
        var now = time.GetUtcNow();
        var runCount = await runs.TrimAsync(now.AddDays(-retention.RunDays), ct);
        var pushCount = journal.Trim(now.AddDays(-retention.PushDays));
        var pictureCount = pictures.Trim();
        if (runCount + pushCount + pictureCount > 0)
            Log.Trimmed(log, runCount, pushCount, pictureCount);
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ct)
    {
        try
        {
            return await timer.WaitForNextTickAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
