using System.Text.Json;
using Daas.Recorder.Import.Archives;
using Daas.Recorder.Import.DevTools;
using Daas.Recorder.Import.Selenium;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import;

/// <summary>
/// Reads a recording that something else made: a HAR file, a flow of Chrome's DevTools Recorder, a project of Selenium IDE; told by what is in the file,
/// whatever it is called. Or a folder of ours. What is returned holds no password that could be told.
/// </summary>
public static class Importer
{
    private const long MostBytes = 1L << 30;

    /// <param name="path">The file, or the folder of a recording.</param>
    /// <param name="test">Which test of a project with several; null: the only one.</param>
    /// <param name="picks">Texts that a person pointed at, beside those in the recording.</param>
    /// <exception cref="ImportException">It cannot be taken over; says what is wrong and where.</exception>
    public static Recording Read(string path, string? test, IReadOnlyList<string> picks)
    {
        try
        {
            if (Directory.Exists(path))
            {
                var kept = RecordingFolder.Read(path);
                return kept with { Picks = [.. kept.Picks.Concat(picks).Distinct()] };
            }

            var file = new FileInfo(path);
            if (!file.Exists)
                throw new ImportException($"there is no file {path}");
            if (file.Length > MostBytes)
                throw new ImportException($"{path} has {file.Length >> 20} MB; at most {MostBytes >> 20} MB are read");
            using var attached = Attachments.Of(path);
            return Read(path, attached, test, picks, file.LastWriteTimeUtc);
        }
        catch (ImportException e) when (!e.Message.Contains(path, StringComparison.Ordinal))
        {
            throw new ImportException($"{path}: {e.Message}");
        }
        catch (JsonException e)
        {
            throw new ImportException($"{path} is not valid JSON: line {e.LineNumber + 1}, byte {e.BytePositionInLine + 1}{(e.Path is { Length: > 0 } at ? $" ({at})" : "")}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ImportException($"{path} cannot be read: {e.Message}");
        }
    }

    private static Recording Read(string path, Attachments attached, string? test, IReadOnlyList<string> picks, DateTimeOffset at)
    {
        var bytes = attached.Main();
        var text = bytes.AsMemory(bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0);
        if (text.Span.TrimStart("\t\r\n "u8) is not [(byte)'{', ..])
            throw new ImportException($"{path} is {Kind(text.Span)}; what can be taken over is a HAR file, the JSON of Chrome's DevTools Recorder, or a .side of Selenium IDE");
        using var document = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 4000 });
        var root = new JsonPlace(document.RootElement, "$");
        if (root.Find("log") is { Element.ValueKind: JsonValueKind.Object } log && log.Find("entries") is not null)
            return HarReader.Read(log, attached, at, picks);
        if (SideProject.Is(root))
            return SideProject.Read(root, test, at, picks);
        return DevToolsFlow.Is(root) ? DevToolsFlow.Read(root, at, picks)
            : throw new ImportException($"{path} has neither $.log.entries (HAR) nor $.steps (DevTools Recorder) nor $.tests (Selenium IDE)");
    }

    private static string Kind(ReadOnlySpan<byte> text) => text.TrimStart("\t\r\n "u8) switch
    {
        [] => "empty",
        [(byte)'<', ..] => "HTML or XML (a test of the first Selenium IDE can be opened and saved as .side by today's)",
        _ when text.IndexOf("puppeteer"u8) >= 0 || text.IndexOf("require("u8) >= 0 || text.IndexOf("import "u8) >= 0 =>
            "a program (export the recording as JSON instead)",
        _ => "no JSON object",
    };
}
