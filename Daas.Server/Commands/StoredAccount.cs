using Daas.Core.Storage;
using Daas.Recorder.Capture;
using Daas.Server.Secrets;
using Daas.Server.Storage;

namespace Daas.Server.Commands;

/// <summary>Stores the account of an adapter's default connection, as <c>daas connect</c> does.</summary>
internal static class StoredAccount
{
    /// <returns>Why it could not be stored; null when it was.</returns>
    public static async Task<string?> KeepAsync(ServerSettings settings, string adapter, TypedCredential account)
    {
        try
        {
            // Opened for this moment only: the folder belongs to one process at a time.
            await using var folder = await DataFolder.OpenAsync(settings, CancellationToken.None);
            return await KeepAsync(folder, adapter, account);
        }
        catch (Exception e) when (e is DataFolderBusyException or HttpRequestException or CommandException or IOException or VaultException)
        {
            return e.Message;
        }
    }

    /// <inheritdoc cref="KeepAsync(ServerSettings, string, TypedCredential)"/>
    public static async Task<string?> KeepAsync(DataFolder folder, string adapter, TypedCredential account)
    {
        try
        {
            await folder.ConnectAsync(
                new ConnectRequest(adapter, ConnectionId.DefaultName, null, account.User, account.Password), CancellationToken.None);
            return null;
        }
        catch (Exception e) when (e is VaultException or CommandException or HttpRequestException or IOException or UnauthorizedAccessException)
        {
            return e.Message;
        }
    }
}
