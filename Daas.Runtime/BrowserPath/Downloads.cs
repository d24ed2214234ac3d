using System.Text;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Runtime.Judging;
using Microsoft.Playwright;

namespace Daas.Runtime.BrowserPath;

/// <summary>
/// Takes the file that a step asks for: one that the browser downloads, or one that it shows in the window instead. A page in place of the
/// file is an error with the page's words.
/// </summary>
internal sealed class Downloads(Scene scene)
{
    private const long MostBytes = 200L * 1024 * 1024;

    /// <summary>How long a page that came in place of a file may still start the download by script.</summary>
    private static readonly TimeSpan PageGrace = TimeSpan.FromSeconds(2);

    private const string Again = """
        fetch(location.href, { cache: 'force-cache', credentials: 'include' }).then(answer => answer.ok ? answer.blob() : null).then(blob => blob && new Promise(done => {
          const reader = new FileReader();
          reader.onload = () => done(reader.result.slice(reader.result.indexOf(',') + 1));
          reader.readAsDataURL(blob);
        })).catch(() => null)
        """;

    private TaskCompletionSource<IDownload> begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Listen(IPage page) => page.Download += OnDownload;

    public void Detach(IPage page) => page.Download -= OnDownload;

    public void Arm() => begun = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task<Fallible<FileContent>> TakeAsync(Window window, TimeSpan patience, Waiting waiting)
    {
        var began = scene.Time.GetTimestamp();
        while (true)
        {
            if (begun.Task.IsCompleted)
                return await SaveAsync(await begun.Task, window, patience);
            foreach (var page in scene.Windows.Opened)
                await scene.Windows.AttachAsync(page);
            foreach (var at in scene.Windows.All)
                if (at.Traffic.Shown is { Status: < 400 } shown && at.Traffic.Pending(_ => false) is null)
                    return await TakeShownAsync(at, shown);

            var waited = scene.Time.GetElapsedTime(began);
            var answeredByPage = window.Traffic.Documents > 0 && window.Traffic.Pending(_ => false) is null;
            if (waited > patience || (answeredByPage && waited > PageGrace))
                return await InPlaceAsync(window, answeredByPage, waiting);
            await Task.WhenAny(begun.Task, window.Traffic.Changed, Task.Delay(50, scene.Ct));
        }
    }

    private async Task<Fallible<FileContent>> SaveAsync(IDownload download, Window window, TimeSpan patience)
    {
        var path = await download.PathAsync().WaitAsync(scene.Ct);
        if (await download.FailureAsync().WaitAsync(scene.Ct) is { } failure || path is null)
            return new RunError(ErrorClass.TargetDown, $"the download broke off: {await download.FailureAsync()}");
        try
        {
            if (new FileInfo(path).Length is var length && length > MostBytes)
                return new RunError(ErrorClass.ResponseLimit, $"the file has {length:N0} bytes; {MostBytes:N0} are allowed");
            var bytes = await File.ReadAllBytesAsync(path, scene.Ct);
            var answered = scene.Windows.All.Select(w => w.Traffic.Shown).FirstOrDefault(s => s?.Url == download.Url);
            var name = FileNames.Read(answered?.Disposition) ?? FileNames.Clean(download.SuggestedFilename) ?? "file";
            return TakenFile.Of(name, answered?.MediaType, bytes);
        }
        finally
        {
            await download.DeleteAsync();
        }
    }

    private async Task<Fallible<FileContent>> TakeShownAsync(Window window, AnsweredDocument shown)
    {
        try
        {
            var bytes = await ShownBytesAsync(window, shown);
            var name = FileNames.Read(shown.Disposition) ?? FileNames.Clean(Uri.UnescapeDataString(new Uri(shown.Url).AbsolutePath)) ?? "file";
            return new FileContent(name, TakenFile.MediaType(shown.MediaType, name), bytes);
        }
        catch (PlaywrightException e)
        {
            return new RunError(ErrorClass.ContractViolation, $"the browser shows a file of type {shown.MediaType} and does not hand it out: {e.Message}");
        }
    }

    /// <summary>The bytes as the system sent them. The browser keeps a text only decoded, so the page is asked for itself once more, from its cache where it may.</summary>
    private async Task<byte[]> ShownBytesAsync(Window window, AnsweredDocument shown)
    {
        var reply = await window.SendAsync("Network.getResponseBody", new() { ["requestId"] = shown.Request }, scene.Ct);
        var body = reply.GetProperty("body").GetString()!;
        if (reply.GetProperty("base64Encoded").GetBoolean())
            return Convert.FromBase64String(body);
        var again = shown.Method == "GET" ? await window.Page.EvaluateAsync<string?>(Again).WaitAsync(scene.Ct) : null;
        if (again is not null)
            return Convert.FromBase64String(again);
        var charset = Charsets.Find(await window.Page.EvaluateAsync<string>("document.characterSet").WaitAsync(scene.Ct));
        return (charset ?? Encoding.UTF8).GetBytes(body);
    }

    private async Task<Fallible<FileContent>> InPlaceAsync(Window window, bool answeredByPage, Waiting waiting)
    {
        if (!answeredByPage)
            return new RunError(ErrorClass.Drift, "no download began");
        var view = await waiting.ViewAsync(window);
        return TakenFile.PageInstead(view.Failed ? "" : Reading.Words(view.Value));
    }

    private void OnDownload(object? sender, IDownload download) => begun.TrySetResult(download);
}
