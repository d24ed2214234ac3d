using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Extraction.Documents;
using Daas.Core.Steps;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Finds what adds further rows to a list on the same page. A link that leads to another page is none.</summary>
internal static partial class LoadMore
{
    public static Locator? In(PageView page)
    {
        foreach (var frame in page.Frames)
        {
            var visible = new VisibleText();
            foreach (var element in Selectors.Visible(Selectors.Read("a, button, input[type=button], [role=button], div[onclick], span[onclick]")!,
                frame.Document))
            {
                var words = PageTexts.Fold(element.LocalName == "input" ? element.GetAttribute("value") ?? "" : visible.Of(element));
                if (!Words().IsMatch(words) || !Stays(element))
                    continue;
                var role = element.LocalName is "button" or "input" ? "button" : element.LocalName == "a" && element.HasAttribute("href") ? "link"
                    : element.GetAttribute("role");
                var literal = Template.Parse(Template.Escape(words));
                return new Locator([role is null ? new Way { Text = literal } : new Way { Role = role, Name = literal }]);
            }
        }

        return null;
    }

    private static bool Stays(IElement element) => element.GetAttribute("href") is not { } href || href.StartsWith('#')
        || href.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^(点击)?(加载|查看|显示|载入)更多(数据|记录|内容)?[ .…⌄∨﹀]*$|^(load|show|view) more( (rows|records|results|entries|items))?[ .…]*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Words();
}
