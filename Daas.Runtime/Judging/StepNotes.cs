using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Runtime.Judging;

/// <summary>What is noted of one step while it is done, for <see cref="RunEvent.Stepped"/>. There are none where nobody wants to know.</summary>
internal sealed class StepNotes(TimeProvider time)
{
    /// <summary>Shorter waits are the ordinary course of things.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(20);

    // Pages are fetched at the same time.
    private readonly Lock _sync = new();
    private readonly List<Waited> _waited = [];
    private readonly List<RequestMade> _requests = [];
    private readonly long _began = time.GetTimestamp();
    private FoundBy? _found;

    public void Found(Locator locator, int way, TemplateValues values) =>
        _found = new FoundBy(way, locator.Ways.Count, StepText.Describe(locator.Ways[way], values));

    /// <param name="what">For what.</param>
    /// <param name="since">Timestamp of its beginning.</param>
    /// <param name="text">For what in words.</param>
    public void Waited(WaitedFor what, long since, string text)
    {
        var took = time.GetElapsedTime(since);
        if (took < Moment)
            return;
        lock (_sync)
        {
            // A page comes in several parts; it is one wait to people.
            if (_waited is [.., var last] && last.For == what && last.Text == text)
                _waited[^1] = last with { Time = last.Time + took };
            else
                _waited.Add(new Waited(what, took, text));
        }
    }

    public void Sent(string method, Uri address, int status, long since)
    {
        var made = new RequestMade(method, Address(address), status, time.GetElapsedTime(since));
        lock (_sync)
            _requests.Add(made);
    }

    /// <param name="place">Which step.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="text">The step in words.</param>
    /// <param name="error">Why it failed.</param>
    public RunEvent.Stepped Over(StepPlace place, StepEnd end, string text, RunError? error = null)
    {
        lock (_sync)
        {
            return new RunEvent.Stepped(place, end, text, time.GetElapsedTime(_began))
            {
                Found = _found,
                Waited = [.. _waited],
                Requests = [.. _requests],
                Error = error,
            };
        }
    }

    /// <summary>Without query and path parameters: there the ids of sessions are, and what was typed.</summary>
    public static string Address(Uri address)
    {
        var text = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        var end = text.IndexOf(';', StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]) + (address.Query.Length > 1 ? "?…" : "");
    }

    public static string Address(string address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) ? Address(uri) : "";
}
