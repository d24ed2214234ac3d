namespace Daas.Recorder.Evidence.Redaction;

/// <summary>What a personal value is; by it an invented one of the same form is made.</summary>
internal enum PersonalKind
{
    /// <summary>Of a person, in Chinese or Latin script.</summary>
    Name,

    /// <summary>Chinese resident ID number, 18 or 15 places.</summary>
    ResidentId,

    /// <summary>Passport, permit, any other number that stands for one person.</summary>
    Document,

    Phone,

    Email,

    Address,

    /// <summary>Bank card or account.</summary>
    Card,

    /// <summary>Unified social credit code of an organisation, which may be one person's.</summary>
    CreditCode,

    Plate,

    BirthDate,

    /// <summary>Name by which someone signs in.</summary>
    Account,
}
