using System.Text.Json;

namespace Daas.Recorder.Capture.Lines;

/// <param name="Session">The target it comes from; null: the browser itself.</param>
/// <param name="Method">Such as <c>Page.frameNavigated</c>.</param>
/// <param name="Data">Its parameters.</param>
internal sealed record CdpEvent(string? Session, string Method, JsonElement Data);
