using AngleSharp.Dom;
using Daas.Core.Extraction;

namespace Daas.Runtime.Tests.HttpPath;

/// <summary>Pages made of markup.</summary>
internal static class Pages
{
    public static FrameView Frame(string html, string url = "http://old.example/app/list.aspx?a=1") => new(new Uri(url), "", html);

    public static PageView Page(params string[] html) =>
        new() { Url = new Uri("http://old.example/app/list.aspx?a=1"), Frames = [.. html.Select(h => Frame(h))] };

    public static IElement Only(this FrameView frame, string css) => frame.Document.QuerySelector(css) ?? throw new InvalidOperationException($"no {css}");
}
