using Daas.Core.Storage;
using Daas.Recorder.Capture;
using Daas.Server.Secrets;
using Daas.Server.Storage;

namespace Daas.Server.Commands;

/// <summary>Takes the account that was typed in a recording straight into the credential store, as <c>daas connect</c> does.</summary>
internal sealed class StoredAccount(ServerSettings settings, string adapter)
{
    private readonly Lock _sync = new();
    private Task _storing = Task.CompletedTask;
    private TypedCredential? _last;

    /// <summary>Why it could not be stored.</summary>
    public string? Failure { get; private set; }

    public void Keep(TypedCredential typed)
    {
        lock (_sync)
        {
            if (typed == _last)
                return;
            _last = typed;
            _storing = _storing.ContinueWith(_ => StoreAsync(typed), TaskScheduler.Default).Unwrap();
        }
    }

    /// <summary>Completes when what was typed so far is stored, or has failed to be.</summary>
    public Task StoredAsync()
    {
        lock (_sync)
            return _storing;
    }

    private async Task StoreAsync(TypedCredential typed)
    {
        try
        {
            // Opened for this moment only: the folder belongs to one process at a time.
            await using var folder = await DataFolder.OpenAsync(settings, CancellationToken.None);
            await folder.ConnectAsync(new ConnectRequest(adapter, ConnectionId.DefaultName, null, typed.User, typed.Password), CancellationToken.None);
            Failure = null;
        }
        catch (Exception e) when (e is DataFolderBusyException or VaultException or IOException or HttpRequestException or CommandException)
        {
            Failure = e.Message;
        }
    }
}
