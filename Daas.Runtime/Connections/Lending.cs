using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;

namespace Daas.Runtime.Connections;

/// <summary>
/// Gives the connection's session to a browser that a person works in. Before that the wanted page is opened with it, so that a session that has ended meanwhile
/// is renewed.
/// </summary>
internal sealed class Lending(SystemPaths paths, SessionKeeper sessions, Admittance admittance, RuntimeOptions options, TimeProvider time)
{
    /// <summary>What is run to look whether the session is good.</summary>
    public static Operation Looking(Uri url) => new()
    {
        Id = "record",
        Kind = OperationKind.Pull,
        Title = "record",
        Steps = [new Step.Open(Template.Escape(url.AbsoluteUri))],
    };

    /// <param name="run">Of <see cref="Looking"/>.</param>
    /// <param name="url">Where the person wants to begin.</param>
    /// <param name="ct">Ends it.</param>
    public async Task<LentSession> LendAsync(Run run, Uri url, CancellationToken ct)
    {
        var binding = run.Binding;
        if (url.Authority != binding.Url.Authority)
            return No(LentSessionRefusal.OtherSystem, new RunError(ErrorClass.InvalidInput, $"{binding.Id} is connected to {binding.Url}."));
        if (binding.Adapter.SignIn is not { } signIn)
            return No(LentSessionRefusal.NoSignIn);
        if (signIn.EachRun)
            return No(LentSessionRefusal.EachRun);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(TimeSpan.FromSeconds(binding.Limits.RunSeconds));
        try
        {
            return await admittance.EnterAsync(run) is { } refused ? Refused(refused) : await AdmittedAsync(run, url, limit.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Refused(Failures.TimedOut(binding.Limits.RunSeconds));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Refused(Failures.Broke(e).Error!);
        }
        finally
        {
            run.LeavePlace();
        }
    }

    private async Task<LentSession> AdmittedAsync(Run run, Uri url, CancellationToken ct)
    {
        var path = paths.Of(RunPath.Browser);
        var start = IsSignInPage(url, run.Binding) ? null : url;
        for (var tries = 0; tries < 3; tries++)
        {
            var before = sessions.SignedInAt;
            var entry = await sessions.UsableAsync(run.Binding, null, StartWish.Any, static (_, _) => ValueTask.CompletedTask, ct);
            if (entry.Failed)
                return Refused(entry.Failure.Error!);
            using var ticket = entry.Ticket;
            await using var lease = await path.LeaseAsync(run.Binding, ticket.Name, ticket.State, ct);
            await sessions.BringAsync(ticket, lease, ct);
            await run.Admission.StartAsync(ct);
            var seen = start ?? ticket.Home ?? url;
            var attempt = new Attempt
            {
                Adapter = run.Binding.Adapter,
                Operation = Looking(seen),
                Url = run.Binding.Url,
                Home = ticket.Home,
                Values = new TemplateValues(),
                Pages = 1,
                Rows = 1,
            };
            var result = await Place.InAsync(lease, t => lease.RunAsync(attempt, static (_, _) => ValueTask.CompletedTask, t), options.LetGo, time, ct);
            if (!result.SessionLost)
            {
                if (result.Error is { } error)
                    return Refused(error);
                await sessions.KeepAsync(ticket, lease, ct);
                return new LentSession { State = await lease.StateAsync(ct), Start = seen, User = ticket.User };
            }

            lease.Discard();
            await sessions.LostAsync(ticket);
            // Signed in a moment ago, and asked to again: the address is a page for signing in, whatever it is called.
            if (sessions.SignedInAt != before)
                start = null;
        }

        return Refused(Failures.Lost);
    }

    private static bool IsSignInPage(Uri url, Binding binding) =>
        binding.Adapter.SignIn is { Steps: [Step.Open { Url: { IsLiteral: true } open }, ..] }
        && SystemAddress.Of(open.FillWhole(new TemplateValues()), binding.Url, binding.Adapter) is { } asks
        && asks.GetLeftPart(UriPartial.Query) == url.GetLeftPart(UriPartial.Query);

    private static LentSession Refused(RunError error) => No(
        error.Class switch
        {
            // Without words of the system nobody was refused: there is no account.
            ErrorClass.CredentialsRejected when error.Reason is null => LentSessionRefusal.NoAccount,
            ErrorClass.CredentialsRejected or ErrorClass.AccountLocked => LentSessionRefusal.Refused,
            ErrorClass.NeedsPerson => LentSessionRefusal.Person,
            _ => LentSessionRefusal.Failed,
        },
        error);

    private static LentSession No(LentSessionRefusal refusal, RunError? error = null) => new() { Refusal = refusal, Error = error };
}
