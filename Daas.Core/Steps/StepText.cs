namespace Daas.Core.Steps;

/// <summary>Steps in plain English words, for logs, errors and progress. Values that are secret are left out.</summary>
public static class StepText
{
    private const int MostShown = 60;

    /// <param name="step">What is told.</param>
    /// <param name="values">
    /// Shown in place of references, cut where long. Null leaves references as they are, as what is kept must have it: inputs are people's data.
    /// </param>
    public static string Describe(Step step, TemplateValues? values = null) => step switch
    {
        Step.Open open => $"open {Text(open.Url, values)}",
        Step.Fill fill => $"fill {Describe(fill.Field, values)} with {(Typed(fill, values) is { } typed ? $"'{typed}'" : "a secret")}",
        Step.Choose choose => $"choose {Value(choose.Option, values)} in {Describe(choose.Field, values)}",
        Step.Check { To.Source: "false" } check => $"uncheck {Describe(check.Box, values)}",
        Step.Check { To.IsLiteral: true } check => $"check {Describe(check.Box, values)}",
        Step.Check check => $"check {Describe(check.Box, values)} if {Value(check.To, values)}",
        Step.Click click => $"{(click.Twice ? "double-click" : "click")} {Describe(click.Target, values)}",
        Step.Press { In: { } field } press => $"press {press.Key} in {Describe(field, values)}",
        Step.Press press => $"press {press.Key}",
        Step.Hover hover => $"rest the mouse on {Describe(hover.Target, values)}",
        Step.Upload upload => $"upload '{upload.File}' to {Describe(upload.Field, values)}",
        Step.Download { Target: { } target } => $"download by {Describe(target, values)}",
        Step.Download download => $"download {Text(download.Url!, values)}",
        Step.Answer answer => $"{(answer.Accept ? "accept" : "dismiss")} the dialog{(answer.Says is { } says ? $" that says '{says}'" : "")}",
        Step.InWindow { Has: { } sign } => $"in the window with {sign}",
        Step.InWindow => "in the newest window",
        Step.WaitFor wait => $"wait {(wait.Gone ? "until gone:" : "for")} {wait.Sign}",
        Step.Read read => $"read {Describe(read.Target, values)} as '{read.As}'",
        Step.Evaluate { As: { } name } => $"evaluate JavaScript as '{name}'",
        Step.Evaluate => "evaluate JavaScript",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    /// <summary>The most human way alone: <c>button '查询'</c>, <c>'密码'</c>, <c>cell under '数量' in row '张伟'</c>.</summary>
    public static string Describe(Locator locator, TemplateValues? values = null) => locator.Ways.Count == 0 ? "nothing" : Describe(locator.Ways[0], values);

    /// <summary>One way of a locator.</summary>
    public static string Describe(Way way, TemplateValues? values)
    {
        var words = way.Label ?? way.Name ?? way.Text ?? way.Value ?? way.Placeholder ?? way.Title;
        var text = (way.Role, words, way.Header) switch
        {
            ({ } role, { } w, _) => $"{role} {Value(w, values)}",
            (null, { } w, _) => Value(w, values),
            (_, null, { } header) => $"{way.Role ?? "cell"} under {Value(header, values)}",
            _ => (way.Css ?? way.XPath) is { } path ? $"{(way.Role is { } role ? role + " " : "")}{path}" : way.Role ?? "element",
        };
        if (way.Nth is { } nth)
            text += $" number {nth}";
        if (way.Row is { } row)
            text += $" in row {Value(row, values)}";
        if (way.Within is { } within)
            text += $" within {Describe(within, values)}";
        return text;
    }

    /// <summary>The text as it may be shown; null when it is a secret.</summary>
    public static string? Shown(Template template, TemplateValues? values) => template.IsSecret ? null : Text(template, values);

    /// <summary>What is typed into a field, as it may be shown; null when it is a secret.</summary>
    public static string? Typed(Step.Fill fill, TemplateValues? values) =>
        !PasswordWords.On(fill.Field) ? Shown(fill.With, values) : fill.With.IsLiteral ? null : Shown(fill.With, null);

    private static string Value(Template template, TemplateValues? values) => Shown(template, values) is { } text ? $"'{text}'" : "a secret";

    // A value may come from the old system: it stays one line, and moves no cursor.
    private static string Text(Template template, TemplateValues? values)
    {
        if (values is null || template.IsLiteral || template.IsSecret || template.References.Any(PasswordWords.In) || template.Fill(values) is not { } text)
            return template.ToString();
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length > MostShown ? string.Concat(line.AsSpan(0, MostShown - 1), "…") : line;
    }
}
