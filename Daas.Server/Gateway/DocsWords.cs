namespace Daas.Server.Gateway;

/// <summary>The page's own words in one language.</summary>
internal sealed record DocsWords(string Language, string Title, string System, string All, string Key, string Empty, string NoScript)
{
    private static readonly DocsWords English = new(
        "en", "API documentation", "System", "All systems", "Every call carries a key:",
        "No adapter is live yet. Put one into the adapters folder; it appears here at once.",
        "This page needs JavaScript; the documents themselves do not:");

    private static readonly DocsWords Chinese = new(
        "zh-CN", "接口文档", "系统", "全部系统", "每次调用都要带密钥：",
        "还没有可用的适配器。把适配器放进 adapters 文件夹，这里会立刻出现。",
        "本页需要 JavaScript；接口文档本身不需要：");

    /// <param name="acceptLanguage">As the browser sends it; the first language named decides.</param>
    public static DocsWords For(string acceptLanguage) =>
        acceptLanguage.TrimStart().StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Chinese : English;
}
