namespace Daas.Recorder.Capture.Lines;

/// <summary>One target that is listened to: a window's page, or a frame that the browser keeps in a process of its own.</summary>
/// <param name="session">Name of the line to it.</param>
/// <param name="window">The window it belongs to.</param>
internal sealed class Target(string session, CapturedWindow window)
{
    public string Session => session;

    public CapturedWindow Window => window;

    /// <summary>The recorder's world in each frame: execution context → frame.</summary>
    public Dictionary<int, string> Worlds { get; } = [];

    /// <summary>Worlds of frames that cannot be seen into from any other.</summary>
    public HashSet<int> Roots { get; } = [];

    /// <summary>Prepares it before it runs, and lets it run.</summary>
    public void Begin(CdpLine line)
    {
        line.Post(session, "Page.enable");
        line.Post(session, "Runtime.enable");
        line.Post(session, "Runtime.addBinding", new { name = PageAgent.Binding, executionContextName = PageAgent.World });
        line.Post(session, "Page.addScriptToEvaluateOnNewDocument", new { source = PageAgent.Source, worldName = PageAgent.World, runImmediately = true });
        line.Post(session, "Network.enable", new { maxTotalBufferSize = 200_000_000, maxResourceBufferSize = 100_000_000, maxPostDataSize = 64_000_000 });
        // What a page is made of and what it asks for is taken byte for byte; the protocol's own answer would be text without its charset.
        line.Post(session, "Fetch.enable", new
        {
            patterns = new[] { "Document", "XHR", "Fetch" }.SelectMany(type => new[] { "http://*", "https://*" }.Select(
                url => new { urlPattern = url, resourceType = type, requestStage = "Response" })).ToArray(),
        });
        line.Post(session, "Target.setAutoAttach", new { autoAttach = true, waitForDebuggerOnStart = true, flatten = true });
        line.Post(session, "Runtime.runIfWaitingForDebugger");
    }
}
