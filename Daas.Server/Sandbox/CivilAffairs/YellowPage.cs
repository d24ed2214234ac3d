namespace Daas.Server.Sandbox.CivilAffairs;

/// <summary>The yellow error pages of ASP.NET.</summary>
internal static class YellowPage
{
    private static readonly Wording Plain = new(new Dictionary<string, string>());

    internal static Reply ViewStateInvalid() => Show(
        500,
        "验证视图状态 MAC 失败。如果此应用程序由网络场或群集承载，请确保 &lt;machineKey&gt; 配置指定了相同的 validationKey 和验证算法。不能在群集中使用 AutoGenerate。",
        "System.Web.HttpException",
        "System.Web.UI.ViewStateException.ThrowError(Exception inner, String persistedState, String errorPageMessage, Boolean macValidationError) +148");

    /// <summary>This site's Application_Error swallows the status of this one: a failure with status 200.</summary>
    internal static Reply EventInvalid() => Show(
        200,
        "无效的回发或回调参数。在配置中使用 &lt;pages enableEventValidation=\"true\"/&gt; 或在页面中使用 &lt;%@ Page EnableEventValidation=\"true\" %&gt; 启用了事件验证。",
        "System.ArgumentException", "System.Web.UI.ClientScriptManager.ValidateEvent(String uniqueId, String argument) +8704745");

    internal static Reply Dangerous(string field, string value) => Show(500, $"从客户端({field}=\"{PageFile.Text(value)}\")中检测到有潜在危险的 Request.Form 值。",
        "System.Web.HttpRequestValidationException", "System.Web.HttpRequest.ValidateString(String s, String valueName, String collectionName) +8665546");

    internal static Reply NullReference(string page) => Show(500, "未将对象引用设置到对象的实例。",
        "System.NullReferenceException", $"{page}.Page_Load(Object sender, EventArgs e) +214");

    private static Reply Show(int status, string message, string exception, string trace) =>
        Reply.Text(PageFile.Fill("CivilAffairs/error.html", Plain, ("message", message), ("exception", exception), ("trace", trace)), "text/html", Charsets.Gbk)
            with
        { Status = status };
}
