using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Judging;

namespace Daas.Runtime.BrowserPath;

/// <summary>Looks, after the commit, for what became of a push. Nothing is done again.</summary>
internal sealed class Pushing(Scene scene, Operation operation, Waiting waiting, Verdict verdict)
{
    /// <summary>A look between two steps past the commit.</summary>
    public async Task<RunError?> LookAsync()
    {
        if (!scene.Committed || verdict.Applied || scene.Window.Page.IsClosed)
            return null;
        var view = await waiting.ViewAsync(scene.Window);
        return view.Failed ? null : verdict.Judge(view.Value);
    }

    /// <summary>Waits until the page says what became of it; null when it was applied.</summary>
    public async Task<RunError?> EndAsync()
    {
        if (verdict.Applied)
            return null;
        var commit = operation.Steps.FirstOrDefault(s => s.Commit);
        var end = await waiting.UntilAsync<bool>(scene.Patience(commit), view =>
            Task.FromResult<Fallible<bool>?>(verdict.Judge(view) is { } error ? error : verdict.Applied ? true : null));
        return end is { } told ? told.Error : Verdict.Unsaid;
    }

    /// <summary>An error that ended the run past its commit, as what is known of the write.</summary>
    public async Task<RunError> PastCommitAsync(RunError error, bool stuck)
    {
        PageView? view = null;
        var seen = error.Class != ErrorClass.BusinessRejected && !verdict.Applied && !stuck && !scene.Window.Page.IsClosed;
        if (seen)
        {
            var look = await waiting.ViewAsync(scene.Window);
            view = look.Failed ? null : look.Value;
        }

        return verdict.PastCommit(error, view, !seen || WasSent());
    }

    private bool WasSent() => scene.Windows.All.Any(w => w.Traffic.Sent) || scene.Window.Page.Frames.Any(f => IsForeign(f.Url));

    private bool IsForeign(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var frame) && frame.Scheme.StartsWith("http", StringComparison.Ordinal) && frame.Host != new Uri(scene.Window.Page.Url).Host;
}
