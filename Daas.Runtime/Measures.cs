using System.Diagnostics;
using System.Diagnostics.Metrics;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Resilience;

namespace Daas.Runtime;

/// <summary>What is measured and traced, under the name <c>Daas</c>. No inputs, no rows, no texts of the old system.</summary>
public static class Measures
{
    /// <summary>Name of the meter and of the activity source.</summary>
    public const string Name = "Daas";

    private static readonly Meter s_meter = new(Name);
    private static readonly Counter<long> s_runs = s_meter.CreateCounter<long>("daas.runs", "{run}", "Runs that ended, by class of error ('ok' for none)");
    private static readonly Histogram<double> s_duration =
        s_meter.CreateHistogram<double>("daas.run.duration", "s", "Duration of runs, waiting for limits left out");
    private static readonly Counter<long> s_refused =
        s_meter.CreateCounter<long>("daas.refusals", "{call}", "Calls that were answered without a run, by class");
    private static readonly Counter<long> s_retries =
        s_meter.CreateCounter<long>("daas.retries", "{attempt}", "Further attempts of pulls, by class of the failure before");
    private static readonly Counter<long> s_fallbacks =
        s_meter.CreateCounter<long>("daas.fallbacks", "{run}", "Pulls that the browser path answered for the HTTP path, by class of the failure before");
    private static readonly Counter<long> s_signIns = s_meter.CreateCounter<long>("daas.sign_ins", "{sign-in}", "Sign-ins, by class of error ('ok' for none)");
    private static readonly Counter<long> s_breaker =
        s_meter.CreateCounter<long>("daas.breaker.changes", "{change}", "Changes of a connection's breaker, by new state");

    internal static ActivitySource Source { get; } = new(Name);

    internal static void Ended(RunRecord run)
    {
        var tags = new TagList
        {
            { "adapter", run.Adapter },
            { "operation", run.Operation },
            { "class", run.Error?.Slug() ?? "ok" },
            { "path", run.Path == RunPath.Browser ? "browser" : "http" },
        };
        s_runs.Add(1, tags);
        s_duration.Record(run.Duration.TotalSeconds, tags);
    }

    internal static void Refused(RunRequest request, ErrorClass why) =>
        s_refused.Add(1, new TagList { { "adapter", request.Adapter }, { "operation", request.Operation }, { "class", why.Slug() } });

    internal static void Retried(RunRequest request, ErrorClass why) =>
        s_retries.Add(1, new TagList { { "adapter", request.Adapter }, { "operation", request.Operation }, { "class", why.Slug() } });

    internal static void FellBack(RunRequest request, ErrorClass why) =>
        s_fallbacks.Add(1, new TagList { { "adapter", request.Adapter }, { "operation", request.Operation }, { "class", why.Slug() } });

    internal static void SignedIn(ConnectionId connection, ErrorClass? error) =>
        s_signIns.Add(1, new TagList { { "adapter", connection.Adapter }, { "connection", connection.Name }, { "class", error?.Slug() ?? "ok" } });

    internal static void BreakerChanged(ConnectionId connection, BreakerState state) =>
        s_breaker.Add(1, new TagList { { "adapter", connection.Adapter }, { "connection", connection.Name }, { "state", state.ToString() } });
}
