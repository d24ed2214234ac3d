using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;
using Daas.Runtime.Judging;

namespace Daas.Runtime.BrowserPath;

/// <summary>Signs in by the adapter's steps and tells what the page answered.</summary>
internal sealed class SigningIn
{
    private readonly Play play;
    private readonly Scene scene;
    private readonly SignIn signIn;
    private readonly Stepping stepping;
    private bool signedIn;

    public SigningIn(Play play, SignIn signIn, Func<RunEvent, ValueTask> tell)
    {
        this.play = play;
        this.signIn = signIn;
        scene = play.Scene;
        scene.Answers.Kept = JsonUse.IsIn(signIn);
        play.Stepping = stepping = new Stepping(scene, play.Locating, play.Waiting, play.Reading)
        {
            Tell = (index, of, step) => tell(new RunEvent.Stepping(index, of, StepText.Describe(step, scene.Values))),
            Part = StepPart.SignIn,
            // Seldom enough that it costs nothing; the run's feed knows whether anybody wants it.
            Over = over => tell(over),
            Done = DoneAsync,
        };
        play.Locating.Glance = LookAsync;
    }

    /// <summary>Where it ended.</summary>
    public Uri? Home { get; private set; }

    public static TemplateValues Values(Credential credential)
    {
        var values = new TemplateValues();
        values["credential.user"] = credential.User;
        values["credential.password"] = credential.Password;
        return values;
    }

    public async Task<RunError?> DoAsync()
    {
        if (signIn.Steps is not [Step.Open, ..] && await stepping.OpenAsync(scene.Url.AbsoluteUri, scene.Patience(null)) is { } closed)
            return closed;
        var error = await stepping.DoAsync(signIn.Steps);
        if (!signedIn && error is null)
        {
            var end = await play.Waiting.UntilAsync<bool>(scene.Patience(null), view =>
                Task.FromResult<Fallible<bool>?>(Judge(view) is { } refused ? refused : signedIn ? true : null));
            error = end is { } told ? told.Error
                : new RunError(ErrorClass.Drift, $"after the sign-in steps the page does not show that one is signed in ({signIn.SignedIn}), nor that it was refused");
        }

        if (!signedIn)
            return error;
        Home = new Uri(scene.Window.Page.Url);
        return null;
    }

    private async Task<RunError?> DoneAsync(Step step)
    {
        if (scene.Window.Traffic.Failure is { } failure && !scene.Window.Page.IsClosed)
            return Waiting.Unreached(failure, scene.Window);
        // Someone who is still signed in may be led past the sign-in page; a page that wants a person is not filled in.
        return step is Step.Open ? await LookAsync() : null;
    }

    private async Task<RunError?> LookAsync()
    {
        var view = await play.Waiting.ViewAsync(scene.Window);
        if (view.Failed)
            return null;
        return Judge(view.Value) ?? (signedIn ? new RunError(ErrorClass.Drift, "already signed in: the steps are not needed") : null);
    }

    private RunError? Judge(PageView view)
    {
        var (standing, error) = play.Reading.SignInStanding(signIn, view);
        signedIn |= standing == Standing.SignedIn;
        return error;
    }
}
