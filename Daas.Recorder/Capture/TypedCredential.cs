namespace Daas.Recorder.Capture;

/// <summary>The account that was typed.</summary>
public sealed record TypedCredential(string User, string Password)
{
    public override string ToString() => "an account";
}
