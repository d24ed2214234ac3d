using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Runs;

namespace Daas.Runtime.HttpPath.Forms;

/// <summary>Builds the request that a browser sends when a form is submitted.</summary>
internal static class FormState
{
    /// <summary>Drift when a value that is set fits nothing of the field; a contract violation when the field does not take it.</summary>
    public static Fallible<Submission> Build(FormOrder order)
    {
        var charset = CharsetOf(order);
        var fields = FormFields.Of(order, charset);
        if (fields.Failed)
            return fields.Error;
        var target = TargetOf(order, charset);
        if (target.Failed)
            return target.Error;
        var (method, url) = target.Value;
        if (method == HttpMethod.Get)
            return new Submission(method, WithQuery(url, fields.Value, order, charset), null, null);
        var (body, type) = FormBody.Write(fields.Value, EncodingOf(order), charset);
        return new Submission(method, url, body, type);
    }

    private static WebCharset CharsetOf(FormOrder order) =>
        WebCharset.Accepted(order.Form?.GetAttribute("accept-charset")) ?? new WebCharset(order.Charset, order.CharsetName ?? Declared(order.Frame?.Document));

    private static string? Declared(IDocument? document)
    {
        foreach (var meta in document?.Head?.Children.Where(child => child.LocalName == "meta") ?? [])
        {
            if (meta.GetAttribute("charset") is { Length: > 0 } name)
                return name;
            if (meta.GetAttribute("content") is { } content && content.IndexOf("charset=", StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
                return content[(at + 8)..].Trim(' ', '"', '\'', ';');
        }

        return null;
    }

    private static Fallible<(HttpMethod Method, Uri Url)> TargetOf(FormOrder order, WebCharset charset)
    {
        if (order.Target is { } given)
            return given;
        if (order is not { Form: { } form, Frame: { } frame })
            throw new ArgumentException("fields without a form need a target", nameof(order));
        var method = (Attribute(order, "formmethod", "method") ?? "").Trim().ToLowerInvariant();
        if (method == "dialog")
            return new RunError(ErrorClass.Drift, "the form closes its dialog and sends nothing");
        var action = Attribute(order, "formaction", "action") ?? "";
        // Without an address it is the document itself, whatever its base says.
        var url = Addresses.Clean(action).Length == 0 ? frame.Url : Addresses.Resolve(action, frame.Base, charset);
        if (url is null)
            return new RunError(ErrorClass.Drift, $"the form is sent to '{action}', which is no address: its script has to be told as exchanges");
        return (method == "post" ? HttpMethod.Post : HttpMethod.Get, url);
    }

    private static string EncodingOf(FormOrder order)
    {
        if (order.Files.Count > 0)
            return FormBody.Multipart;
        return (Attribute(order, "formenctype", "enctype") ?? "").Trim().ToLowerInvariant() switch
        {
            FormBody.Multipart => FormBody.Multipart,
            FormBody.Plain => FormBody.Plain,
            _ => FormBody.UrlEncoded,
        };
    }

    /// <summary>What the button says goes before what the form says.</summary>
    private static string? Attribute(FormOrder order, string ofButton, string ofForm) =>
        order.Button is IHtmlButtonElement or IHtmlInputElement && order.Button.GetAttribute(ofButton) is { } its ? its
            : order.Attributes.TryGetValue(ofForm, out var given) ? given : order.Form?.GetAttribute(ofForm);

    /// <summary>A form's fields take the place of the query in its address; an address that the script writes keeps its own.</summary>
    private static Uri WithQuery(Uri url, IReadOnlyList<FormEntry> entries, FormOrder order, WebCharset charset)
    {
        var pairs = FormBody.Pairs(entries, charset);
        if (order.Target is null)
            return new Uri($"{url.GetLeftPart(UriPartial.Path)}?{pairs}{url.Fragment}");
        if (pairs.Length == 0)
            return url;
        return new Uri($"{url.GetLeftPart(UriPartial.Query)}{(url.Query.Length > 1 ? "&" : url.Query.Length == 1 ? "" : "?")}{pairs}{url.Fragment}");
    }
}
