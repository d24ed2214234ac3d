using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Judging;

namespace Daas.Runtime.BrowserPath;

/// <summary>Does of signing in what is known, in a window in which a person goes on: up to where the page wants what only the person can tell.</summary>
internal sealed class FillingIn
{
    private readonly Play play;
    private readonly Scene scene;
    private readonly SignIn signIn;
    private readonly Stepping stepping;
    private bool signedIn;

    public FillingIn(Play play, SignIn signIn)
    {
        (this.play, this.signIn) = (play, signIn);
        scene = play.Scene;
        scene.Answers.Kept = JsonUse.IsIn(signIn);
        play.Stepping = stepping = new Stepping(scene, play.Locating, play.Waiting, play.Reading) { Done = DoneAsync };
    }

    /// <summary>Where it ended, when one is signed in.</summary>
    public Uri? Home { get; private set; }

    /// <summary>Null when one is signed in; <c>needs-person</c> when the rest is the person's.</summary>
    public async Task<RunError?> DoAsync()
    {
        var error = await UntilAskedAsync();
        if (!signedIn)
            return error ?? new RunError(ErrorClass.NeedsPerson, "the rest of signing in is for a person");
        Home = new Uri(scene.Window.Page.Url);
        return null;
    }

    private async Task<RunError?> UntilAskedAsync()
    {
        if (signIn.Steps is not [Step.Open, ..] && await stepping.OpenAsync(scene.Url.AbsoluteUri, scene.Patience(null)) is { } closed)
            return closed;
        for (var i = 0; i < signIn.Steps.Count && !signedIn;)
        {
            List<Step> one = [signIn.Steps[i], .. signIn.Steps.Skip(i + 1).TakeWhile(s => s is Step.Answer)];
            // What is asked for must be in its field before the form is sent.
            if (one[0] is Step.Click or Step.Press && await LookAsync() is { } asked)
                return asked;
            if (!signedIn && await stepping.DoAsync(one) is { } error)
                return error;
            i += one.Count;
        }

        return signedIn ? null : (await play.Waiting.UntilAsync<bool>(scene.Patience(null), view =>
            Task.FromResult<Fallible<bool>?>(Judge(view) is { } told ? told : signedIn ? true : null)))?.Error;
    }

    private async Task<RunError?> DoneAsync(Step step)
    {
        if (scene.Window.Traffic.Failure is { } failure && !scene.Window.Page.IsClosed)
            return Waiting.Unreached(failure, scene.Window);
        if (step is Step.Open && await LookAsync() is { Class: not ErrorClass.NeedsPerson } refused)
            return refused;
        return null;
    }

    private async Task<RunError?> LookAsync()
    {
        var view = await play.Waiting.ViewAsync(scene.Window);
        return view.Failed ? null : Judge(view.Value);
    }

    private RunError? Judge(PageView view)
    {
        var (standing, error) = play.Reading.SignInStanding(signIn, view);
        signedIn |= standing == Standing.SignedIn;
        return error;
    }
}
