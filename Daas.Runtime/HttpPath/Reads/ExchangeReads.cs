using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Core.Finding;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Runtime.HttpPath.Reads;

/// <summary>Takes the values that later exchanges need out of an answer.</summary>
internal static class ExchangeReads
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Sets the value under its name; drift when it is not there and not optional.</summary>
    public static RunError? Take(ExchangeRead read, ReadFrom from, TemplateValues values)
    {
        string? found;
        var why = "";
        try
        {
            found = Find(read, from, values, ref why);
            if (found is { } whole && read.Pattern is { } pattern)
            {
                found = Pick(pattern, whole, values);
                why = $"what is there does not match /{pattern}/";
            }
        }
        catch (RegexMatchTimeoutException)
        {
            (found, why) = (null, "its pattern takes longer than a second on this answer");
        }

        values.Set(read.Name, found);
        if (found is not null || read.Optional)
            return null;
        var at = from.Url.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        return new RunError(ErrorClass.Drift, $"the value '{read.Name}' is not in the answer of {at}: {why}");
    }

    private static string? Find(ExchangeRead read, ReadFrom from, TemplateValues values, ref string why)
    {
        switch (read)
        {
            case { Css: { } written }:
                var css = written.Fill(values);
                why = $"nothing matches css '{css ?? written.Source}'{(read.Attribute is null ? "" : $" and has {read.Attribute}")}";
                return css is null ? null : OfCss(css, read, from);
            case { Find: { } locator }:
                var found = Locating.Find(locator, from.Page, values, Aim.Read);
                why = found.Failed ? found.Error.Message : $"{StepText.Describe(locator)} has no {read.Attribute}";
                return found.Failed ? null : Of(found.Value.Element, found.Value.Frame, read.Attribute, from);
            case { Json: { } path }:
                why = $"no JSON answer has {path}";
                return from.Page.JsonText(path);
            case { Script: { } pattern }:
                why = $"no script of the page matches /{pattern}/";
                return Scripts(from.Page).Select(script => Pick(pattern, script, values)).FirstOrDefault(hit => hit is not null);
            case { Alert: { } pattern }:
                why = $"no alert matches /{pattern}/";
                return from.Page.Dialogs.Reverse().Select(text => Pick(pattern, text, values)).FirstOrDefault(hit => hit is not null);
            case { Header: { } header }:
                why = $"there is no header {header}";
                return from.Header(header);
            case { Url: { } pattern }:
                why = $"the address does not match /{pattern}/";
                return Pick(pattern, from.Url.OriginalString, values);
            case { Text: { } pattern }:
                why = $"the text does not match /{pattern}/";
                return Pick(pattern, from.Text, values);
            default:
                throw new ArgumentException($"'{read.Name}' names no source", nameof(read));
        }
    }

    private static string? OfCss(string css, ExchangeRead read, ReadFrom from)
    {
        if (Selectors.Read(css) is not { } selector)
            return null;
        return from.Page.Frames
            .Select(frame => Selectors.First(selector, frame.Document) is { } element ? Of(element, frame, read.Attribute, from) : null)
            .FirstOrDefault(hit => hit is not null);
    }

    private static string? Of(IElement element, FrameView frame, string? attribute, ReadFrom from)
    {
        if (attribute is not null)
        {
            var written = element.GetAttribute(attribute);
            return written is not null && attribute.ToLowerInvariant() is "href" or "src" or "action" or "formaction" or "data" or "background" or "longdesc"
                ? Addresses.Resolve(written!, frame.Base, new WebCharset(from.Charset))?.AbsoluteUri ?? written : written;
        }

        return element is IHtmlInputElement or IHtmlSelectElement or IHtmlTextAreaElement or IHtmlOptionElement
            ? Names.ValueOf(element)
            : string.Join(' ', PageText.Of(element).Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
    }

    private static IEnumerable<string> Scripts(PageView page) =>
        page.Frames.SelectMany(frame => frame.Document.Scripts).Where(script => !script.HasAttribute("src")).Select(script => script.TextContent);

    /// <summary>The first group that took part, or else the whole match; null without a match, or where the pattern refers to what has no value.</summary>
    private static string? Pick(string written, string text, TemplateValues values)
    {
        if ((written.Contains("${", StringComparison.Ordinal) ? Template.Parse(written).FillPattern(values) : written) is not { } pattern)
            return null;
        var match = Regex.Match(text, pattern, RegexOptions.CultureInvariant, Patience);
        return !match.Success ? null : match.Groups.Values.Skip(1).FirstOrDefault(group => group.Success)?.Value ?? match.Value;
    }
}
