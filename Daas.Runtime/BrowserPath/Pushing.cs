using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Runtime.BrowserPath;

/// <summary>What became of a push: read from the signs that the page and its alerts show after the commit. Nothing is done again.</summary>
internal sealed class Pushing(Scene scene, Operation operation, Waiting waiting, Reading reading)
{
    /// <summary>True once the page has shown the sign of having saved.</summary>
    public bool Applied { get; private set; }

    /// <summary>A look between two steps past the commit.</summary>
    public async Task<RunError?> LookAsync()
    {
        if (!scene.Committed || Applied || scene.Window.Page.IsClosed)
            return null;
        var view = await waiting.ViewAsync(scene.Window);
        return view.Failed ? null : Judge(view.Value);
    }

    /// <summary>Waits until the page says what became of it; null when it was applied.</summary>
    public async Task<RunError?> EndAsync()
    {
        if (Applied)
            return null;
        var commit = operation.Steps.FirstOrDefault(s => s.Commit);
        var end = await waiting.UntilAsync<bool>(scene.Patience(commit), view =>
            Task.FromResult<Fallible<bool>?>(Judge(view) is { } error ? error : Applied ? true : null));
        return end is { } told ? told.Error : new RunError(ErrorClass.Drift, "after the commit the page shows neither the sign of success nor one of refusal");
    }

    /// <summary>An error that ended the run past its commit, as what is known of the write.</summary>
    public async Task<RunError> PastCommitAsync(RunError error, bool stuck)
    {
        if (error.Class == ErrorClass.BusinessRejected)
            return error;
        if (!Applied && !stuck && !scene.Window.Page.IsClosed)
        {
            var view = await waiting.ViewAsync(scene.Window);
            if (!view.Failed && Judge(view.Value) is { Class: ErrorClass.BusinessRejected } refusal)
                return refusal;
            if (!Applied && !WasSent())
                return error with { Message = $"{error.Message}; nothing was sent to the old system" };
            if (!view.Failed && !Applied)
                error = error with { Reason = error.Reason ?? Reading.Words(view.Value) };
        }

        return Applied
            ? error with { Applied = Core.Runs.Applied.Yes }
            : error with { Class = ErrorClass.OutcomeUnknown, Applied = Core.Runs.Applied.Unknown, Message = $"whether the old system has saved is not known: {error.Message}" };
    }

    public bool WasSent() => scene.Windows.All.Any(w => w.Traffic.Sent) || scene.Window.Page.Frames.Any(f => IsForeign(f.Url));

    private bool IsForeign(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var frame) && frame.Scheme.StartsWith("http", StringComparison.Ordinal) && frame.Host != new Uri(scene.Window.Page.Url).Host;

    private RunError? Judge(PageView view)
    {
        if (reading.Find(operation.Rejected, view) is { } refusal)
            return new RunError(ErrorClass.BusinessRejected, "the old system refused") { Reason = refusal };
        if (reading.Find(operation.Applied, view) is not null)
            Applied = true;
        else if (reading.IsSignedOut(view))
            return new RunError(ErrorClass.Drift, "after the commit the page is one for signed-out users");
        return null;
    }
}
