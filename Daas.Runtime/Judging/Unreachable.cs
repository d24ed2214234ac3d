using Daas.Core.Runs;

namespace Daas.Runtime.Judging;

/// <summary>The errors for an address that did not come, the same on every path.</summary>
internal static class Unreachable
{
    public static RunError Down(string url, string why) => new(ErrorClass.TargetDown, $"the old system cannot be reached at {Shortened(url)} ({why})");

    /// <summary>An error status and an empty page: the system's failure, or an address that it no longer has.</summary>
    public static RunError Wordless((string Url, int Status) answer) => new(
        answer.Status >= 500 ? ErrorClass.TargetDown : ErrorClass.Drift, $"{Shortened(answer.Url)} answered with status {answer.Status} and an empty page");

    public static RunError Refused(string url, string why) => new(ErrorClass.Drift, $"{Shortened(url)} was refused: its host is not named by the adapter ({why})");

    public static RunError Endless(string url) => new(ErrorClass.ResponseLimit, $"{Shortened(url)} redirects without end");

    public static RunError Cut(string url, string why) => new(ErrorClass.ResponseLimit, $"the answer of {Shortened(url)} was cut off at a limit of its size ({why})");

    public static RunError Silent(string url, TimeSpan patience) =>
        new(ErrorClass.Timeout, $"the old system did not answer within {patience.TotalSeconds:0} s ({Shortened(url)})");

    public static RunError Unfinished(TimeSpan patience) => new(ErrorClass.Timeout, $"the page began to come, but was not there after {patience.TotalSeconds:0} s");

    // What follows the path may be a ticket or a password, and so may what stands before the host.
    private static string Shortened(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        var shown = end < 0 ? url : url[..end];
        if (Uri.TryCreate(shown, UriKind.Absolute, out var address) && address.UserInfo.Length > 0)
            shown = address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return shown.Length <= 200 ? shown : shown[..200] + "…";
    }
}
