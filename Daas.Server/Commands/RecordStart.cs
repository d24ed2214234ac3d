using Daas.Runtime.Connections;
using Daas.Server.Secrets;
using Daas.Server.Storage;

namespace Daas.Server.Commands;

/// <summary>How a recording begins: where, and signed in from the second recording of an adapter on.</summary>
/// <param name="Url">The page to begin with.</param>
/// <param name="State">The signed-in state to begin with; a secret. Null: the person signs in.</param>
/// <param name="KeepsAccount">Whether an account that is typed belongs to the adapter.</param>
internal sealed record RecordStart(Uri Url, string? State, bool KeepsAccount)
{
    public static async Task<RecordStart> OfAsync(Shell shell, ServerSettings settings, RecordWish wish, CancellationToken ct)
    {
        var byHand = new RecordStart(wish.Url, null, KeepsAccount: true);
        if (!File.Exists(Path.Combine(wish.Scripts, wish.Names.Adapter, "system.yaml")))
            return byHand;
        var lent = await LentAsync(settings, wish, ct);
        if (lent.Session is not { } session)
        {
            shell.Error.WriteLine($"Not signed in: {lent.Why} Sign in by hand; that does not become part of the operation.");
            return byHand;
        }

        if (session is { State: { } state, Start: { } start })
        {
            shell.Error.WriteLine($"Signed in as {session.User} with the stored account.{(start == wish.Url ? "" : $" {wish.Url} asks to sign in, so the recording begins at {start}.")}");
            return new RecordStart(start, state, KeepsAccount: true);
        }

        if (Words(session, wish) is { } words)
            shell.Error.WriteLine(words);
        return byHand with { KeepsAccount = session.Refusal != LentSessionRefusal.OtherSystem };
    }

    private static string? Words(LentSession session, RecordWish wish)
    {
        var adapter = wish.Names.Adapter;
        return session.Refusal switch
        {
            LentSessionRefusal.NoSignIn => null,
            LentSessionRefusal.NoAccount => $"No account is stored for {adapter}: sign in by hand. What you type is stored, and the next recording starts signed in.",
            LentSessionRefusal.OtherSystem => $"{session.Error?.Message} This address is of another system: sign in by hand; what you type is not stored.",
            LentSessionRefusal.EachRun =>
                $"{adapter} wants a sign-in in the very window in which the work is done: sign in by hand. That does not become part of the operation.",
            LentSessionRefusal.Refused => $"The stored account was refused ({session.Error?.Reason ?? session.Error?.Message}). "
                + "Sign in by hand; the password that you type replaces the stored one.",
            LentSessionRefusal.Person => $"Signing in needs a person ({session.Error?.Reason ?? session.Error?.Message}): sign in by hand. That does not become part of the operation.",
            _ => $"Signing in with the stored account failed: {session.Error?.Message} Sign in by hand; that does not become part of the operation.",
        };
    }

    private static async Task<(LentSession? Session, string? Why)> LentAsync(ServerSettings settings, RecordWish wish, CancellationToken ct)
    {
        try
        {
            await using var folder = await DataFolder.OpenAsync(settings, ct);
            return (await folder.LendAsync(new LendRequest(wish.Names.Adapter, wish.Scripts, wish.Url), ct), null);
        }
        catch (Exception e) when (e is DataFolderBusyException or VaultException or IOException or HttpRequestException or CommandException)
        {
            return (null, e.Message.TrimEnd('.') + ".");
        }
    }
}
