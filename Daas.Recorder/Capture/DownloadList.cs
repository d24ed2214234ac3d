using System.Text.Json;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Capture;

/// <summary>Files that pages gave, as signals of the actions that asked for them.</summary>
internal sealed class DownloadList(ActionLog log, Wire wire)
{
    private readonly Dictionary<string, (string Url, string Name, int? Action)> _begun = [];

    public string Folder { get; set; } = "";

    public void On(string method, JsonElement data)
    {
        var id = data.GetProperty("guid").GetString()!;
        if (method == "Browser.downloadWillBegin")
            _begun[id] = (data.GetProperty("url").GetString()!, data.GetProperty("suggestedFilename").GetString()!, log.Last?.Index);
        else if (data.GetProperty("state").GetString() == "completed" && _begun.Remove(id, out var download))
            Keep(download, data.TryGetProperty("filePath", out var path) ? path.GetString() : null, Path.Combine(Folder, id));
    }

    private void Keep((string Url, string Name, int? Action) download, string? told, string expected)
    {
        var sent = wire.All.LastOrDefault(h => h.Url.OriginalString == download.Url && h.Body is not null);
        var file = new[] { told, expected }.FirstOrDefault(f => !string.IsNullOrEmpty(f) && File.Exists(f));
        // Another client may have chosen a folder of its own; what came over the wire is the same.
        var bytes = file is not null ? File.ReadAllBytes(file) : sent?.Body;
        if (bytes is null || download.Action is not { } action)
            return;
        var type = sent?.ResponseHeaders.FirstOrDefault(h => h.Key.Equals("content-type", StringComparison.OrdinalIgnoreCase)).Value;
        log.Signal(new RecordedSignal.Downloaded(new RecordedFile(download.Name, type ?? "application/octet-stream", bytes)), action);
    }
}
