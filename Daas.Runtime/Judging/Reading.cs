using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Runtime.Judging;

/// <summary>What a page means to the run: signed out, out of service, a refusal, or an answer.</summary>
internal sealed class Reading(Adapter adapter, TemplateValues values, bool aboutPasswords = false)
{
    /// <summary>True once a page was found to be what a signed-out user gets.</summary>
    public bool SignedOut { get; private set; }

    /// <summary>The text of a sign; null when it is not shown.</summary>
    public string? Find(Sign? sign, PageView view) => sign is null ? null : SignReader.Find(sign, view, values)?.Reason;

    /// <summary>True when the page shows the sign of being signed in. The bare words in its source are enough.</summary>
    public bool ShowsSignedIn(PageView view) =>
        adapter.SignIn is { } signIn
        && (signIn.SignedIn.AnyOf.Any(s => s is { Text: { IsPattern: false } words, Css: null, Url: null, Title: null, Alert: null, Json: null }
            && words.Source.Fill(values) is { Length: > 0 } text && view.Frames.Any(f => f.Html.Contains(text, StringComparison.Ordinal)))
        || Find(signIn.SignedIn, view) is not null);

    public bool IsSignedOut(PageView view) =>
        adapter.SignIn is { } signIn
        && (Find(signIn.Expired, view) is not null || (!aboutPasswords && SignReader.ShowsPasswordField(view)));

    /// <summary>What a page says about the whole run, before anything is read from it; null when it may be an answer.</summary>
    public RunError? Ends(PageView view, Operation operation)
    {
        if (Gone(view) is { } gone)
            return gone;
        if (Find(operation.Rejected, view) is { } refusal)
            return new RunError(ErrorClass.BusinessRejected, "the old system refused") { Reason = refusal };
        return Find(operation.NotFound, view) is { } absent
            ? new RunError(ErrorClass.RecordNotFound, "the old system has no such record") { Reason = absent }
            : null;
    }

    /// <summary>The error of a page that is no page of the operation at all: the session is gone, or the system out of service.</summary>
    public RunError? Gone(PageView view)
    {
        if (!IsSignedOut(view))
            return Down(view);
        SignedOut = true;
        return new RunError(ErrorClass.Drift, "the session is gone: the page is one for signed-out users");
    }

    /// <summary>What a page says about signing in.</summary>
    public (Standing Standing, RunError? Error) SignInStanding(SignIn signIn, PageView view)
    {
        if (Find(signIn.Locked, view) is { } locked)
            return (Standing.Refused, new RunError(ErrorClass.AccountLocked, "the old system has locked the account; unlock it there, then enter its password anew") { Reason = locked });
        if (Find(signIn.Rejected, view) is { } rejected)
            return (Standing.Refused, new RunError(ErrorClass.CredentialsRejected, "the old system refused user or password; it is not tried again until they are changed") { Reason = rejected });
        if (Find(signIn.SignedIn, view) is not null)
            return (Standing.SignedIn, null);
        return Find(signIn.NeedsPerson, view) is { } asks
            ? (Standing.Refused, new RunError(ErrorClass.NeedsPerson, "signing in needs a person") { Reason = asks })
            : (Standing.Open, null);
    }

    /// <summary>What the page on which a step failed says about why; <paramref name="failure"/> when the last document asked for did not come.</summary>
    public RunError Explained(RunError error, PageView view, RunError? failure, Operation? operation)
    {
        if (error.Class is not (ErrorClass.Drift or ErrorClass.ContractViolation or ErrorClass.Timeout))
            return error;
        if (IsSignedOut(view))
        {
            SignedOut = true;
            return error with { Message = $"the session is gone: the page is one for signed-out users ({error.Message})" };
        }

        if ((operation is null ? Down(view) : Ends(view, operation)) is { } ended)
            return ended;
        if (failure is not null)
            return failure;
        return view.Status >= 500
            ? new RunError(ErrorClass.TargetDown, $"the old system answered with status {view.Status}, and what the step needs is not there") { Reason = Words(view) is { Length: > 0 } words ? words : null }
            : error;
    }

    /// <summary>The first words of a page, for a person to read.</summary>
    public static string Words(PageView view)
    {
        var text = string.Join(' ', view.Dialogs.Concat(view.Frames.Select(f => f.Text)));
        text = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= 300 ? text : text[..300] + "…";
    }

    /// <summary>True when the steps themselves are about passwords, whose fields then say nothing about the session.</summary>
    public static bool IsAboutPasswords(Operation operation) =>
        operation.Steps.Any(step => step is Step.Fill fill && fill.Field.Ways.Any(way =>
            way.ToString().Contains("密码", StringComparison.Ordinal) || way.ToString().Contains("password", StringComparison.OrdinalIgnoreCase)));

    private RunError? Down(PageView view) =>
        Find(adapter.Down, view) is { } words
            ? new RunError(ErrorClass.TargetDown, "the old system says that it is out of service") { Reason = words }
            : null;
}
