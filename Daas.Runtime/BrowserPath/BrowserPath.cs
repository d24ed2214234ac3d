using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;
using Microsoft.Extensions.Logging;

namespace Daas.Runtime.BrowserPath;

/// <summary>Runs any script in a browser page. Expected failures are values; an exception means that the page died before anything was submitted.</summary>
internal sealed class BrowserPath(TimeProvider time, ILogger logger)
{
    public Task<SignInResult> SignInAsync(
        BrowserLease lease, Adapter adapter, Uri url, Credential credential, Func<RunEvent, ValueTask> tell, CancellationToken ct) =>
        SignInAsync(BrowserPlace.Of(lease), adapter, url, credential, tell, ct);

    public Task<AttemptResult> RunAsync(BrowserLease lease, Attempt attempt, Func<RunEvent, ValueTask> tell, CancellationToken ct) =>
        RunAsync(BrowserPlace.Of(lease), attempt, tell, ct);

    /// <summary>Signs in once. A refusal is final: nothing is submitted twice.</summary>
    public async Task<SignInResult> SignInAsync(
        BrowserPlace place, Adapter adapter, Uri url, Credential credential, Func<RunEvent, ValueTask> tell, CancellationToken ct)
    {
        using var play = new Play(place, adapter, url, SigningIn.Values(credential), null, time, logger, ct);
        var signingIn = new SigningIn(play, adapter.SignIn!, tell);
        var error = await play.GuardAsync(signingIn.DoAsync);
        if (error is null)
            return new SignInResult(signingIn.Home);
        return new SignInResult(null, error, await play.PictureAsync());
    }

    /// <summary>Signs in as far as is known, where a person goes on.</summary>
    public async Task<SignInResult> FillInAsync(BrowserPlace place, Adapter adapter, Uri url, Credential credential, CancellationToken ct)
    {
        using var play = new Play(place, adapter, url, SigningIn.Values(credential), null, time, logger, ct);
        var filling = new FillingIn(play, adapter.SignIn!);
        var error = await play.GuardAsync(filling.DoAsync);
        return new SignInResult(filling.Home, error);
    }

    public async Task<AttemptResult> RunAsync(BrowserPlace place, Attempt attempt, Func<RunEvent, ValueTask> tell, CancellationToken ct)
    {
        using var play = new Play(place, attempt.Adapter, attempt.Url, attempt.Values, attempt.Operation, time, logger, ct) { Files = attempt.Files };
        var running = new Running(play, attempt, tell);
        var error = await play.GuardAsync(running.DoAsync);
        if (error is not null)
            error = await running.EndedByAsync(error);
        return running.Result(error) with { Picture = error is null ? null : await play.PictureAsync() };
    }
}
