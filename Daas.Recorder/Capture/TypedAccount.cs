namespace Daas.Recorder.Capture;

/// <summary>Stores the account that is typed in a recording: each once, one after the other, so that the one typed last stays.</summary>
/// <param name="store">Stores it; says why it could not, or null.</param>
public sealed class TypedAccount(Func<TypedCredential, Task<string?>> store)
{
    private readonly Lock _sync = new();
    private Task _storing = Task.CompletedTask;
    private TypedCredential? _last;

    /// <summary>Why it could not be stored; null when it was, or nothing was typed.</summary>
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

    private async Task StoreAsync(TypedCredential typed) => Failure = await store(typed);
}
