using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Finding;
using Daas.Recorder.Capture;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Archives;

/// <summary>The part about what scripts of a page ask for.</summary>
internal sealed partial class HarStory
{
    /// <summary>What a script of the page asked for.</summary>
    private void Asked(HarEntry entry)
    {
        if (_windows.Count == 0)
            return;
        var window = Nearest(entry).First();
        var frame = window.Frames.Find(f => f.View.Url.AbsoluteUri == entry.Referer) ?? window.Frames[0];
        var sent = (entry.IsPost ? (entry.Sent ?? []).Concat(entry.Query) : entry.Query).Where(s => !Passing().IsMatch(s.Name)).ToList();
        var isSame = !_asked.Add($"{entry.Exchange.Method} {entry.Url.AbsolutePath} {string.Join('&', sent)}");
        if (isSame)
        {
            // Asked again: a clock, a further page, the same answer.
            if (!sent.Exists(s => s.Value.Length > 0))
                window.Json.Add(entry.Exchange.Id);
            return;
        }

        var named = PageParts.ControlsIn(frame.Document).Where(c => Controls.TypeOf(c) is not ("hidden" or "file") && PageText.IsShown(c))
            .Select(f => (Field: f, Sent: sent.Find(s => IsNamed(f, s.Name)))).Where(x => x.Sent is not null).ToDictionary(x => x.Field, x => x.Sent!);
        var deeds = FormDeeds.Of([.. named.Keys], c => [named[c]])
            .Where(d => d.Action is not (RecordedAction.Check or RecordedAction.Fill { Text: "" })).ToList();
        if (deeds.Count > 0)
        {
            foreach (var (action, field) in deeds)
            {
                if (action is RecordedAction.Fill { Secret: true })
                    HarSecrets.Tell(secrets, field.GetAttribute("name") ?? field.Id ?? "", named[field].Value);
                if (action is RecordedAction.Fill { Text: Secrets.User })
                    secrets.TellUser(named[field].Value);
                Act(action, window, frame, field);
            }

            var address = string.Join('/', entry.Url.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries).TakeLast(2));
            Press(PressedButton.Among(
                frame.Document, deeds[0].Field.Closest("form"), [address, .. deeds.Select(d => named[d.Field].Name)], Scripts(frame)), deeds, window, frame,
                    entry);
            window = Next(window);
        }
        else if (entry.Exchange.At - _quiet > Pause && LinkCause.ByScript([frame, .. window.Frames.Where(f => f != frame)], entry.Url, Scripts) is { } link)
        {
            Act(new RecordedAction.Click(1), window, link.Frame, link.Element);
            Answered(link.Element);
            window = Next(window);
        }
        else if (sent.Exists(s => s.Value.Length > 0) && entry.Exchange.At - _quiet > Chained)
        {
            Ask(
                $"request.{entry.Exchange.Id}",
                $"what was done so that a script sent {Words(entry)}? Nothing on a page in the archive tells; what a script painted is not in it.",
                true);
        }

        Painted(window, entry);
    }

    /// <summary>Where a script put what it asked for is not known; that the page showed it is.</summary>
    private static void Painted(ShownState window, HarEntry entry)
    {
        var answer = entry.IsHtml ? null : new JsonView(entry.Url, entry.Exchange.Text);
        if (answer is not null)
            window.Json.Add(entry.Exchange.Id);
        if (window.Frames[0].Document.Body is not { } body)
            return;
        var holder = body.Owner!.CreateElement("div");
        if (answer is null)
        {
            holder.InnerHtml = entry.Exchange.Text;
        }
        else
        {
            foreach (var text in JsonTexts.Of(entry.Exchange.Text))
            {
                holder.AppendChild(body.Owner.CreateTextNode(text));
                holder.AppendChild(body.Owner.CreateElement("br"));
            }
        }

        if (holder.HasChildNodes)
            body.AppendChild(holder);
    }

    private static bool IsNamed(IElement field, string name) =>
        name.Length > 0 && (string.Equals(field.GetAttribute("name"), name, StringComparison.OrdinalIgnoreCase)
            || string.Equals(field.Id, name, StringComparison.OrdinalIgnoreCase)
            || field.Id?.EndsWith(name, StringComparison.OrdinalIgnoreCase) == true && name.Length > 3);

    /// <summary>Values that are others each time, or say which page is wanted.</summary>
    [GeneratedRegex(
        "^(_|_t|t|ts|time|timestamp|rnd|rand|random|nonce|sign|signature|callback|jsonp.*|token|csrf.*|nd|_dc"
        + "|page|pageNo|pageNum|pageIndex|pageSize|curPage|currentPage|rows|limit|start|offset|draw)$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Passing();
}
