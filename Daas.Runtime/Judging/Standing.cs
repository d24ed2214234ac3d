namespace Daas.Runtime.Judging;

/// <summary>Whether a page shows that one is signed in.</summary>
internal enum Standing
{
    Open,
    SignedIn,
    Refused,
}
