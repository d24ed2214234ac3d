using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Judging;

namespace Daas.Runtime.BrowserPath;

/// <summary>What one run has in its hands: the script's surroundings, its windows, dialogs, downloads and answers.</summary>
internal sealed class Scene : IDisposable
{
    private readonly CancellationTokenSource stop;
    private RunError? trouble;

    public Scene(Adapter adapter, Uri url, TemplateValues values, TimeProvider time, CancellationToken ct)
    {
        Adapter = adapter;
        Url = url;
        Values = values;
        Time = time;
        stop = CancellationTokenSource.CreateLinkedTokenSource(ct);
        // A little before the run's own cap, so that the error still says which step it was.
        stop.CancelAfter(TimeSpan.FromSeconds(adapter.Limits.RunSeconds * 0.95));
        Charset = adapter.Charset is { } name ? Encoding.GetEncoding(name) : Encoding.UTF8;
        Dialogs = new Dialogs(this);
        Downloads = new Downloads(this);
        Windows = new Windows(this);
        Answers = new Answers(this);
    }

    static Scene() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    public Adapter Adapter { get; }

    /// <summary>The real system's address; relative addresses start here.</summary>
    public Uri Url { get; }

    public TemplateValues Values { get; }

    public IReadOnlyDictionary<string, FileContent> Files { get; set; } = new Dictionary<string, FileContent>();

    public TimeProvider Time { get; }

    public Encoding Charset { get; }

    public Windows Windows { get; }

    public Dialogs Dialogs { get; }

    public Downloads Downloads { get; }

    public Answers Answers { get; }

    public Window Window => Windows.Current;

    /// <summary>True from right before the commit step on: the old system may have saved.</summary>
    public bool Committed { get; set; }

    /// <summary>The file taken by the download step.</summary>
    public FileContent? File { get; set; }

    /// <summary>Of the step under way; null when nobody wants to know.</summary>
    public StepNotes? Notes { get; set; }

    /// <summary>Ends every wait of the run: its cap, the caller, or trouble.</summary>
    public CancellationToken Ct => stop.Token;

    /// <summary>Why the run was stopped from outside its steps; null when it was not.</summary>
    public RunError? Trouble => Volatile.Read(ref trouble);

    public TimeSpan Patience(Step? step) => TimeSpan.FromSeconds(step?.Seconds ?? Adapter.Limits.StepSeconds);

    /// <summary>Stops the run: a cap was hit by something that no step asked for. The first reason stays.</summary>
    public void Stop(RunError why)
    {
        if (Interlocked.CompareExchange(ref trouble, why, null) is null)
            stop.Cancel();
    }

    /// <summary>A new act begins: what the page loads, says and answers from here on is its consequence.</summary>
    public void Mark()
    {
        foreach (var window in Windows.All)
            window.Mark();
        Dialogs.Mark();
        Answers.Mark();
    }

    public void Dispose() => stop.Dispose();
}
