using Daas.Core.Steps;

namespace Daas.Core.Finding;

/// <summary>One way of a locator with its references replaced and its words folded.</summary>
internal sealed record Wanted
{
    public string? Label { get; private init; }

    public string? Role { get; private init; }

    public string? Name { get; private init; }

    public string? Text { get; private init; }

    public string? Css { get; private init; }

    public string? XPath { get; private init; }

    public string? Value { get; private init; }

    public string? Title { get; private init; }

    public string? Placeholder { get; private init; }

    public string? Header { get; private init; }

    public string? Row { get; private init; }

    public Wanted? Within { get; private init; }

    public Wanted? Frame { get; init; }

    public int? Nth { get; private init; }

    public bool? Exact { get; private init; }

    /// <summary>Null when it refers to something that has no value.</summary>
    public static Wanted? Of(Way way, TemplateValues values)
    {
        Template?[] templates = [way.Label, way.Name, way.Text, way.Css, way.XPath, way.Value, way.Title, way.Placeholder, way.Header, way.Row];
        if (templates.Any(template => template is not null && template.Fill(values) is null))
            return null;
        var (within, frame) = (way.Within is null ? null : Of(way.Within, values), way.Frame is null ? null : Of(way.Frame, values));
        if ((within is null && way.Within is not null) || (frame is null && way.Frame is not null))
            return null;
        return new Wanted
        {
            Label = Labelled(way.Label),
            Role = way.Role,
            Name = Labelled(way.Name),
            Text = Folded(way.Text),
            Css = way.Css?.Fill(values),
            XPath = way.XPath?.Fill(values),
            Value = Folded(way.Value),
            Title = Folded(way.Title),
            Placeholder = Folded(way.Placeholder),
            Header = Labelled(way.Header),
            Row = Folded(way.Row),
            Within = within,
            Frame = frame,
            Nth = way.Nth,
            Exact = way.Exact,
        };

        string? Folded(Template? words) => words is null ? null : PageText.Fold(words.Fill(values));
        string? Labelled(Template? words) => words is null ? null : PageText.FoldLabel(words.Fill(values));
    }
}
