using Daas.Core.Steps;

namespace Daas.Core.Adapters.Checks;

/// <summary>What must hold in <c>system.yaml</c> beyond its grammar.</summary>
internal static class SystemChecks
{
    public static void Check(Script<Adapter> script, string folder)
    {
        var (adapter, reading) = (script.Value, script.Reading);
        if (adapter.Id != folder)
            reading.Error(adapter, $"adapter '{adapter.Id}' must be named as its folder '{folder}'", "adapter", folder);

        var nothing = new References(reading);
        if (adapter.Down is { } down)
            nothing.CheckSign(down);
        if (adapter.SignIn is not { } signIn)
            return;
        var credential = new References(reading) { Credential = true };
        StepChecks.Check(signIn.Steps, reading, credential, []);
        if (signIn.Http is { } http)
            HttpChecks.Check(http, reading);
        foreach (var sign in new[] { signIn.SignedIn, signIn.Rejected, signIn.Locked, signIn.NeedsPerson, signIn.Expired }.OfType<Sign>())
            nothing.CheckSign(sign);
        foreach (var step in StepChecks.All(signIn.Steps))
        {
            if (step.Commit)
                reading.Error(step, "signing in commits nothing", "commit");
            if (step is Step.Download)
                reading.Error(step, "signing in has no file", "download");
        }
    }
}
