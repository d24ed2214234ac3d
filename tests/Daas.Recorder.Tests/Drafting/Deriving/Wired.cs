using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Drafting.Deriving;

/// <summary>A recording made by hand, with what only a wire tells: when each request was sent, by what act, from where, with which headers.</summary>
internal static class Wired
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    public static Recording Of(Demo demo)
    {
        var recording = demo.Recording;
        var actions = recording.Actions.Select((a, i) => Timed(a, Start.AddSeconds(10 * i))).ToList();
        var json = recording.Exchanges.Where(e => e.Header("content-type")?.Contains("json", StringComparison.Ordinal) == true).Select(e => e.Id).ToHashSet();
        var brought = actions.Where(a => a.After is not null).ToDictionary(a => a.After!, a => a.Exchanges.Where(json.Contains).ToList());
        var pages = recording.Pages.Select(p => p with { Json = brought.GetValueOrDefault(p.Id) ?? [] });
        return recording with { At = Start, Actions = actions, Pages = [.. pages], Exchanges = [.. recording.Exchanges.Select((e, i) => Sent(e, i, actions, recording))] };
    }

    private static RecordedAction Timed(RecordedAction action, DateTimeOffset at) => action switch
    {
        RecordedAction.Open open => open with { At = at },
        RecordedAction.Click click => click with { At = at },
        RecordedAction.Fill fill => fill with { At = at },
        RecordedAction.Choose choose => choose with { At = at },
        RecordedAction.Check check => check with { At = at },
        RecordedAction.Upload upload => upload with { At = at },
        _ => action,
    };

    private static RecordedExchange Sent(RecordedExchange exchange, int index, List<RecordedAction> actions, Recording recording)
    {
        var action = actions.First(a => a.Exchanges.Contains(exchange.Id));
        var body = exchange.RequestBody is { } octets ? System.Text.Encoding.UTF8.GetString(octets) : "";
        return exchange with
        {
            At = action.At.AddMilliseconds(100 * (index + 1)),
            Ended = action.At.AddMilliseconds((100 * (index + 1)) + 50),
            Action = action.Index,
            Initiator = exchange.Type == "document" ? "other" : "script",
            Frame = recording.Page(action.Before)?.Url,
            RequestHeaders =
            [
                .. exchange.RequestHeaders,
                new("Content-Type", body.StartsWith('{') ? "application/json" : "application/x-www-form-urlencoded"),
                new("Content-Length", $"{body.Replace("${credential.password}", "geheim1", StringComparison.Ordinal).Length}"),
            ],
        };
    }
}
