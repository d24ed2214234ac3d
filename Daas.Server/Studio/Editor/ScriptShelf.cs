using System.Security.Cryptography;
using System.Text;
using Daas.Core.Adapters;
using Daas.Server.Studio.Publishing;

namespace Daas.Server.Studio.Editor;

/// <summary>The adapters' files as the editor opens and saves them. No name leads out of an adapter's folder.</summary>
internal sealed class ScriptShelf(EditorDesk desk) : IDisposable
{
    /// <summary>The mark of a file that is not there.</summary>
    public const string Gone = "gone";

    // Comparing with what is on disk and writing are one: of two who save at once, the second is told.
    private readonly SemaphoreSlim _saving = new(1, 1);

    /// <summary>Names of an adapter's scripts: the system's first; null when there is no such adapter.</summary>
    public IReadOnlyList<string>? Files(string adapter) =>
        FolderOf(adapter) is not { } folder ? null
        : [.. Directory.EnumerateFiles(folder).Select(p => Path.GetFileName(p)).Where(ScriptFiles.IsScript)
            .OrderBy(n => n != ScriptFiles.System).ThenBy(n => n, StringComparer.Ordinal)];

    /// <summary>What is wrong with an adapter's files as they are; the files are named alone, without their folder.</summary>
    public IReadOnlyList<ScriptProblem> Problems(string adapter) => FolderOf(adapter) is { } folder ? Named(AdapterReader.ReadFolder(folder)) : [];

    /// <summary>Null when there is no such file, or none that is a text.</summary>
    public OpenScript? Open(string adapter, string file)
    {
        if (PathOf(adapter, file) is not { } path || ReadOrNull(path) is not { } bytes || TextOf(bytes) is not { } text)
            return null;
        var now = desk.Catalog();
        var live = now.Adapters.GetValueOrDefault(adapter);
        return new OpenScript(adapter, file, text, MarkOf(bytes), Plain(now.Texts.GetValueOrDefault(adapter)?.GetValueOrDefault(file)), Problems(adapter))
        {
            Version = live?.Version,
            Title = file == ScriptFiles.System ? live?.Title : live?.Find(file[..^ScriptFiles.Ending.Length])?.Title,
        };
    }

    /// <summary>What would be wrong with the adapter if the file had this text; null when there is no such adapter.</summary>
    public IReadOnlyList<ScriptProblem>? Check(string adapter, string file, string text) =>
        PathOf(adapter, file) is { } path
            ? Named(AdapterReader.ReadFolder(Path.GetDirectoryName(path)!, new Dictionary<string, string> { [file] = Plain(text)! }))
            : null;

    /// <param name="adapter">Id.</param>
    /// <param name="file">Its name.</param>
    /// <param name="text">The whole text; any line ends.</param>
    /// <param name="opened">Of the file when it was opened; see <see cref="OpenScript.Opened"/>.</param>
    /// <param name="anyway">Also when that brings errors in; the last good version stays in service.</param>
    /// <param name="ct">Before writing begins.</param>
    /// <returns>Null when there is no such adapter, or the name is none that a script can have.</returns>
    public async Task<Saving?> SaveAsync(string adapter, string file, string text, string opened, bool anyway, CancellationToken ct)
    {
        if (PathOf(adapter, file) is not { } path)
            return null;
        text = Plain(text)!;
        await _saving.WaitAsync(ct);
        try
        {
            var disk = ReadOrNull(path);
            if (MarkOf(disk) != opened)
            {
                await desk.RefreshAsync(CancellationToken.None);
                return new Saving.Conflict(disk is null ? null : TextOf(disk) ?? Encoding.UTF8.GetString(disk), MarkOf(disk));
            }

            var before = Problems(adapter);
            var after = Check(adapter, file, text)!;
            // Errors that another file had already are not this edit's doing.
            if (!anyway && after.Any(p => p.Severity == ScriptSeverity.Error && (p.File == file || !before.Contains(p))))
                return new Saving.WithErrors(after);
            var ends = disk.AsSpan().IndexOf("\r\n"u8) >= 0 ? "\r\n" : "\n";
            ScriptWriting.Write(Path.GetDirectoryName(path)!, [new(file, text.Replace("\n", ends, StringComparison.Ordinal))]);
            await desk.RefreshAsync(CancellationToken.None);
            return new Saving.Saved(after);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Saving.Refused(e.Message);
        }
        finally
        {
            _saving.Release();
        }
    }

    public void Dispose() => _saving.Dispose();

    private string? FolderOf(string adapter) =>
        ScriptFiles.IsId(adapter) && desk.Only?.Contains(adapter) != false && Path.Combine(desk.Folder, adapter) is var folder && Directory.Exists(folder) ? folder : null;

    private string? PathOf(string adapter, string file) => ScriptFiles.IsName(file) && FolderOf(adapter) is { } folder ? Path.Combine(folder, file) : null;

    private static IReadOnlyList<ScriptProblem> Named(AdapterReading reading) => [.. reading.Problems.Select(p => p with { File = p.File[(p.File.LastIndexOf('/') + 1)..] })];

    private static byte[]? ReadOrNull(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    // Bytes that are no UTF-8 would be lost by saving them.
    private static string? TextOf(byte[] bytes)
    {
        try
        {
            return Plain(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static string? Plain(string? text) => text?.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');

    private static string MarkOf(byte[]? bytes) => bytes is null ? Gone : Convert.ToHexStringLower(SHA256.HashData(bytes))[..24];
}
