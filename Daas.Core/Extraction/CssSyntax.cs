using AngleSharp.Css.Parser;

namespace Daas.Core.Extraction;

/// <summary>Tells whether a text is a CSS selector as both paths understand it.</summary>
internal static class CssSyntax
{
    public static bool IsSelector(string text)
    {
        try
        {
            return text.Length > 0 && new CssSelectorParser().ParseSelector(text) is not null;
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or AngleSharp.Dom.DomException)
        {
            return false;
        }
    }
}
