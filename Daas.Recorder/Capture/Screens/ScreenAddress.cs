namespace Daas.Recorder.Capture.Screens;

/// <summary>Which addresses a screen opens and shows: never the browser's own pages, nor files of the machine it runs on.</summary>
internal static class ScreenAddress
{
    /// <summary>The address that a person typed, with http where no scheme was; null: it is not opened.</summary>
    public static Uri? Read(string typed)
    {
        var text = typed.Trim();
        // A name with a port looks like a scheme.
        var named = text.IndexOf(':') is > 0 and var colon && text[..colon].All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.') && !LooksLikeHost(text);
        return Uri.TryCreate(named ? text : $"http://{text}", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.Host.Length > 0 ? address : null;
    }

    /// <summary>Pages that pages can open: of the web, or made by a page itself.</summary>
    public static bool IsShown(string address) =>
        address.Length == 0 || ((string[])["http:", "https:", "about:", "blob:", "data:", "chrome-error:"]).Any(s => address.StartsWith(s, StringComparison.OrdinalIgnoreCase));

    private static bool LooksLikeHost(string text) =>
        text.Split(':', 2) is [{ Length: > 0 }, var rest] && rest.Split('/')[0] is { Length: > 0 } port && port.All(char.IsAsciiDigit);
}
