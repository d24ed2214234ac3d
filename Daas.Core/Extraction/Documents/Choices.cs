using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;

namespace Daas.Core.Extraction.Documents;

/// <summary>What is chosen in selects, radio buttons and check boxes; live state is in the attributes.</summary>
internal static class Choices
{
    /// <summary>Texts of the selected options; of a drop-down without any, the first option, as a browser shows it.</summary>
    public static string Chosen(IHtmlSelectElement select)
    {
        IElement? first = null;
        var chosen = new List<string>();
        var many = select.HasAttribute("multiple");
        var walk = new NodeWalk();
        walk.Start(select);
        while (walk.Next())
        {
            if (walk.Leaving || walk.Node is not IHtmlOptionElement option)
                continue;
            if (!option.HasAttribute("disabled"))
                first ??= option;
            if (option.HasAttribute("selected"))
                chosen.Add(Words(option));
        }

        if (many)
            return string.Join(',', chosen);
        return chosen.Count > 0 ? chosen[^1] : first is null ? "" : Words(first);
    }

    /// <summary>All radio buttons and check boxes inside, with the words beside each.</summary>
    public static List<Choice> In(IElement scope)
    {
        var choices = new List<Choice>();
        var words = new StringBuilder();
        var before = "";
        var walk = new NodeWalk();
        walk.Start(scope);
        if (scope is IHtmlInputElement self)
            return IsChoice(self) ? [new Choice(self, "")] : [];
        while (walk.Next())
        {
            if (walk.Leaving)
                continue;
            switch (walk.Node)
            {
                case IHtmlInputElement input when IsChoice(input) && !Hiding.IsHidden(input):
                    if (choices.Count > 0)
                        choices[^1] = choices[^1] with { Words = TextFold.Fold(words.ToString()) };
                    else
                        before = TextFold.Fold(words.ToString());
                    words.Clear();
                    choices.Add(new Choice(input, ""));
                    walk.Skip();
                    break;
                case IElement element when Hiding.IsHidden(element):
                    walk.Skip();
                    break;
                case IText text:
                    words.Append(text.Data);
                    break;
                case IElement { LocalName: "br" or "td" or "tr" or "div" or "p" or "li" }:
                    words.Append(' ');
                    break;
            }
        }

        if (choices.Count == 0)
            return choices;
        choices[^1] = choices[^1] with { Words = TextFold.Fold(words.ToString()) };
        return before.Length > 0 && choices[^1].Words.Length == 0 ? WordsFirst(choices, before) : choices;
    }

    private static bool IsChoice(IHtmlInputElement input) => input.Type is "checkbox" or "radio";

    /// <summary>The words stand before each box: each takes those of the one before it.</summary>
    private static List<Choice> WordsFirst(List<Choice> choices, string first)
    {
        for (var i = choices.Count - 1; i > 0; i--)
            choices[i] = choices[i] with { Words = choices[i - 1].Words };
        choices[0] = choices[0] with { Words = first };
        return choices;
    }

    private static string Words(IElement option) =>
        TextFold.Fold(option.GetAttribute("label") is { Length: > 0 } label && option.TextContent.Length == 0 ? label : option.TextContent);
}

/// <param name="Input">The radio button or check box.</param>
/// <param name="Words">What is written beside it.</param>
internal sealed record Choice(IHtmlInputElement Input, string Words)
{
    public bool IsChecked => Input.HasAttribute("checked");

    public bool IsRadio => Input.Type == "radio";
}
