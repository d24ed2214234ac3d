using System.Globalization;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Runtime.Judging;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.HttpPath;

/// <summary>Signs in by the adapter's requests and tells what the pages answered. What has the password in it is sent once.</summary>
internal sealed class HttpSigningIn
{
    private readonly HttpScene scene;
    private readonly SignIn signIn;
    private readonly Func<RunEvent, ValueTask> tell;
    private readonly Reading reading;
    private readonly Exchanges exchanges;
    private ExchangeTemplate? current;
    private StepPlace? place;
    private bool submitted;
    private Standing standing;

    public HttpSigningIn(HttpScene scene, SignIn signIn, Func<RunEvent, ValueTask> tell)
    {
        (this.scene, this.signIn, this.tell) = (scene, signIn, tell);
        reading = new Reading(scene.Adapter, scene.Values, aboutPasswords: true);
        // A refusal may be shown for three seconds only, and then the form again: it must not look as if nothing had been said.
        exchanges = new Exchanges(scene, view => reading.SignInStanding(signIn, view).Error);
    }

    /// <exception cref="OperationCanceledException">The caller stopped it.</exception>
    public async Task<SignInResult> RunAsync(CancellationToken ct)
    {
        RunError? error;
        try
        {
            error = await DoAsync();
            if (error is not null)
                error = reading.Explained(error, scene.View(), exchanges.FrameFailure, null);
        }
        catch (OperationCanceledException) when (scene.Ct.IsCancellationRequested && !ct.IsCancellationRequested)
        {
            error = new RunError(ErrorClass.Timeout, $"the run took longer than {scene.Adapter.Limits.RunSeconds} s");
        }

        if (error is not null && current is not null)
            error = error with { Step = error.Step ?? $"{ExchangeText.Describe(current)} (system.yaml:{current.Line})", Place = error.Place ?? place };
        return new SignInResult(error is null && scene.Last == scene.Page ? scene.Page?.Url : null, error) { Submitted = submitted };
    }

    private async Task<RunError?> DoAsync()
    {
        var all = signIn.Http!.Exchanges;
        for (var i = 0; i < all.Count; i++)
        {
            current = all[i];
            if (exchanges.IsLeftOut(current))
                continue;
            place = new StepPlace(StepPart.SignIn, (i + 1).ToString(CultureInfo.InvariantCulture), current.Line);
            var text = ExchangeText.Describe(current, scene.Values, scene.Inputs);
            await tell(new RunEvent.Stepping(i + 1, all.Count, text));
            // Seldom enough that it costs nothing; the run's feed knows whether anybody wants it.
            var notes = scene.Notes = new StepNotes(scene.Time);
            var error = await OneAsync(current);
            await tell(notes.Over(place, error is null ? StepEnd.Done : StepEnd.Failed, text, error));
            if (error is not null)
                return error;
            // Someone who is still signed in is led past the sign-in page.
            if (standing == Standing.SignedIn)
                return null;
        }

        return new RunError(
            ErrorClass.Drift, $"after the sign-in requests the page does not show that one is signed in ({signIn.SignedIn}), nor that it was refused");
    }

    private async Task<RunError?> OneAsync(ExchangeTemplate exchange)
    {
        var secret = HasSecret(exchange);
        scene.Sent = false;
        var error = await exchanges.DoAsync(exchange, once: secret);
        submitted |= secret && scene.Sent;
        // A refusal counts more than that what was to be read is missing: the password is not tried again.
        if (error is null or { Class: ErrorClass.Drift or ErrorClass.ContractViolation } && Judge(await exchanges.SeeAsync()) is { } refused)
            return refused;
        return error;
    }

    private bool HasSecret(ExchangeTemplate exchange) =>
        exchange.Set.Values.Concat(exchange.Headers.Values).Append(exchange.Json).Append(exchange.Body)
            .Append(exchange switch { ExchangeTemplate.Get get => get.Url, ExchangeTemplate.Post post => post.Url, _ => null })
            .Concat(exchange.Make.Select(m => m.From))
            .Any(t => t is not null && (t.IsSecret || t.References.Any(scene.Values.IsHidden)));

    private RunError? Judge(PageView view)
    {
        var (now, error) = reading.SignInStanding(signIn, view);
        standing = now;
        return error;
    }
}
