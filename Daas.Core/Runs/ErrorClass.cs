namespace Daas.Core.Runs;

/// <summary>The closed list of what can go wrong with a call. <see cref="ErrorClasses"/> says what each means at the REST surface.</summary>
public enum ErrorClass
{
    InvalidInput,
    IdempotencyKeyMissing,
    Unauthenticated,
    NotGranted,
    UnknownOperation,
    RecordNotFound,
    InProgress,
    OutcomeUnresolved,
    BusinessRejected,
    KeyReused,
    CredentialsRejected,
    AccountLocked,
    NeedsPerson,
    ConsumerQuota,
    AdapterBug,
    Drift,
    ContractViolation,
    ResponseLimit,
    TargetDown,
    BreakerOpen,
    Saturated,
    Quarantined,
    AuditUnavailable,
    Timeout,
    OutcomeUnknown,

    /// <summary>The caller went away or an operator stopped the run.</summary>
    Cancelled,
}
