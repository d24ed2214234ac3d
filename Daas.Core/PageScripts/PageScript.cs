namespace Daas.Core.PageScripts;

/// <summary>JavaScript that runs inside the old systems' pages, shared by the browser path and the recorder so that both see a page alike.</summary>
public static class PageScript
{
    /// <summary>What a person reads and sees: words, visibility, frames.</summary>
    public static string Words { get; } = Read("words");

    /// <summary>What a window shows at one moment, as HTML with live values. Needs <see cref="Words"/> before it.</summary>
    public static string View { get; } = Read("view");

    private static string Read(string name)
    {
        using var stream = typeof(PageScript).Assembly.GetManifestResourceStream($"pages/{name}.js")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
