using Daas.Core.Extraction;

namespace Daas.Recorder.Tests.Drafting.Outputs;

/// <summary>Pages as extraction sees them, from a piece of markup.</summary>
internal static class Shown
{
    public static PageView Page(string body, params (string Url, string Text)[] json) => new()
    {
        Url = new Uri("http://old.example/list.aspx"),
        Frames = [new FrameView(new Uri("http://old.example/list.aspx"), "", $"<html><body>{body}</body></html>")],
        Json = [.. json.Select(j => new JsonView(new Uri(new Uri("http://old.example/"), j.Url), j.Text))],
    };
}
