namespace Daas.Recorder.Capture;

/// <summary>The account that was typed to sign in; not one that is typed later and elsewhere, as a form for new users asks for a name and a password.</summary>
public sealed record TypedCredential(string User, string Password)
{
    public override string ToString() => "an account";
}
