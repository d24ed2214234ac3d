using Daas.Core.Extraction;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Archives;

/// <summary>An HTTP archive (HAR 1.2), as browsers and Playwright write it: requests and what came back, and no word of what a person did.</summary>
internal static class HarReader
{
    public static Recording Read(JsonPlace log, Attachments attached, DateTimeOffset at, IReadOnlyList<string> picks)
    {
        var all = log.Need("entries").Items();
        var pages = new Dictionary<string, string>();
        string? charset = null;
        var entries = new List<HarEntry>();
        for (var i = 0; i < all.Count; i++)
        {
            if (HarEntries.Of(all[i], i + 1, attached, from => from is not null && pages.TryGetValue(from, out var own) ? own : charset) is not { } entry)
                continue;
            entries.Add(entry);
            if (entry.IsHtml && entry.Exchange.Body.Length > 0)
                charset = pages[entry.Url.AbsoluteUri] = Charsets.Tell(entry.Exchange.Body, null, entry.Exchange.Header("content-type")).WebName;
        }

        entries = [.. entries.OrderBy(e => e.Exchange.At)];
        if (entries.Count == 0)
            throw new ImportException("$.log.entries holds no request of a page with an answer");
        var story = new HarStory(HarSecrets.Of(entries));
        foreach (var entry in entries)
            story.Take(entry);
        return story.Finish(entries[0].Exchange.At > DateTimeOffset.UnixEpoch ? entries[0].Exchange.At : at, picks, Doubts(entries));
    }

    private static IEnumerable<Doubt> Doubts(List<HarEntry> entries)
    {
        var pages = entries.Where(e => e.Exchange is { Type: "document", Status: 200 }).ToList();
        var empty = pages.Where(e => e.Exchange.Body.Length == 0).ToList();
        if (empty.Count > 0 && empty.Count * 2 >= pages.Count)
            yield return new Doubt("content", $"{empty.Count} of {pages.Count} pages have no content in the archive; export it with content (in Chrome: "
                + "'Save all as HAR with content') and import it again.", [], true);
        if (pages.FirstOrDefault(e => e.IsLost) is { } lost)
            yield return new Doubt("charset", $"the archive lost characters of {lost.Url.AbsolutePath} when it was written, so that words of the page cannot be trusted; "
                + "record with another browser, or with daas record.", [], true);
    }
}
