namespace Daas.Core.Runs;

/// <summary>Who can mend it.</summary>
public enum ErrorOwner
{
    Caller,
    Operator,
    Target,
}

/// <summary>What an error class means at the REST surface.</summary>
/// <param name="Slug">Its name in problem+json.</param>
/// <param name="Status">HTTP status.</param>
/// <param name="Owner">Who can mend it.</param>
/// <param name="Retryable">The same call may succeed later without a change.</param>
/// <param name="Title">One English sentence without a full stop.</param>
public sealed record ErrorMeaning(string Slug, int Status, ErrorOwner Owner, bool Retryable, string Title);

/// <summary>The one place that maps error classes.</summary>
public static class ErrorClasses
{
    public static ErrorMeaning Meaning(this ErrorClass error) => error switch
    {
        ErrorClass.InvalidInput => new("invalid-input", 400, ErrorOwner.Caller, false, "An input is missing or not of its type"),
        ErrorClass.IdempotencyKeyMissing => new("idempotency-key-missing", 400, ErrorOwner.Caller, false, "A push needs an Idempotency-Key header"),
        ErrorClass.Unauthenticated => new("unauthenticated", 401, ErrorOwner.Caller, false, "The key is missing, unknown or revoked"),
        ErrorClass.NotGranted => new("not-granted", 403, ErrorOwner.Caller, false, "The key is not granted this operation"),
        ErrorClass.UnknownOperation => new("unknown-operation", 404, ErrorOwner.Caller, false, "There is no such adapter, operation or connection"),
        ErrorClass.RecordNotFound => new("record-not-found", 404, ErrorOwner.Caller, false, "The old system has no such record"),
        ErrorClass.InProgress => new("in-progress", 409, ErrorOwner.Caller, true, "A call with this Idempotency-Key is still running"),
        ErrorClass.OutcomeUnresolved => new("outcome-unresolved", 409, ErrorOwner.Operator, false,
            "The outcome of an earlier call with this Idempotency-Key is not known"),
        ErrorClass.BusinessRejected => new("business-rejected", 422, ErrorOwner.Caller, false, "The old system refused"),
        ErrorClass.KeyReused => new("key-reused", 422, ErrorOwner.Caller, false, "This Idempotency-Key was used with another request"),
        ErrorClass.CredentialsRejected => new("credentials-rejected", 424, ErrorOwner.Operator, false,
            "The old system refused the connection's user or password"),
        ErrorClass.AccountLocked => new("account-locked", 424, ErrorOwner.Operator, false, "The old system has locked the connection's account"),
        ErrorClass.NeedsPerson => new("needs-person", 424, ErrorOwner.Operator, false, "Signing in needs a person"),
        ErrorClass.ConsumerQuota => new("consumer-quota", 429, ErrorOwner.Caller, true, "This key has used up its quota"),
        ErrorClass.AdapterBug => new("adapter-bug", 500, ErrorOwner.Operator, false, "The adapter or the gateway has a defect"),
        ErrorClass.Drift => new("drift", 502, ErrorOwner.Operator, false, "The old system no longer matches the adapter"),
        ErrorClass.ContractViolation => new("contract-violation", 502, ErrorOwner.Operator, false, "The answer does not keep the adapter's contract"),
        ErrorClass.ResponseLimit => new("response-limit", 502, ErrorOwner.Operator, false, "The old system's answer is over a limit"),
        ErrorClass.TargetDown => new("target-down", 503, ErrorOwner.Target, true, "The old system is not in service"),
        ErrorClass.BreakerOpen => new("breaker-open", 503, ErrorOwner.Target, true, "The old system failed repeatedly and is being left alone for a while"),
        ErrorClass.Saturated => new("saturated", 503, ErrorOwner.Caller, true, "The limits that protect the old system are used up"),
        ErrorClass.Quarantined => new("quarantined", 503, ErrorOwner.Operator, false,
            "The operation is quarantined after drift, or its connection is under maintenance"),
        ErrorClass.AuditUnavailable => new("audit-unavailable", 503, ErrorOwner.Operator, true, "The run cannot be recorded, so it is not begun"),
        ErrorClass.Timeout => new("timeout", 504, ErrorOwner.Target, true, "The old system took too long; nothing was submitted"),
        ErrorClass.OutcomeUnknown => new("outcome-unknown", 504, ErrorOwner.Operator, false, "It is not known whether the old system has saved"),
        ErrorClass.Cancelled => new("cancelled", 499, ErrorOwner.Caller, true, "The caller went away or the run was stopped"),
        _ => throw new ArgumentOutOfRangeException(nameof(error), error, null),
    };

    public static string Slug(this ErrorClass error) => error.Meaning().Slug;
}
