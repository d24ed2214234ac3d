using Daas.Core.Adapters;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting;

/// <summary>From demonstrations of a workflow to a draft of its script. Pure: same recordings, same draft.</summary>
public static class Drafter
{
    /// <param name="first">The demonstration.</param>
    /// <param name="second">The same workflow with other values; null when it was shown once.</param>
    /// <param name="existing">The adapter that is there already: its system is kept, the operation is added or replaced.</param>
    /// <param name="names">What adapter and operation are called.</param>
    public static Draft Draft(Recording first, Recording? second, Adapter? existing, DraftNames names)
    {
        var adapter = existing ?? new Adapter { Id = names.Adapter, Title = names.Adapter, Url = new Uri(first.Url.GetLeftPart(UriPartial.Authority) + "/") };
        return new Draft(adapter, [new Doubt("operation", "nothing was understood yet", [], true)], [], []);
    }
}
