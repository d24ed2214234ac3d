namespace Daas.Core.Steps;

/// <summary>Steps in plain English words, for logs, errors and progress. Values that are secret are left out; references stay references.</summary>
public static class StepText
{
    public static string Describe(Step step) => step switch
    {
        Step.Open open => $"open {open.Url}",
        Step.Fill fill => $"fill {Describe(fill.Field)} with {(fill.With.IsLiteral && PasswordWords.On(fill.Field) ? "a secret" : Value(fill.With))}",
        Step.Choose choose => $"choose {Value(choose.Option)} in {Describe(choose.Field)}",
        Step.Check { To.Source: "false" } check => $"uncheck {Describe(check.Box)}",
        Step.Check { To.IsLiteral: true } check => $"check {Describe(check.Box)}",
        Step.Check check => $"check {Describe(check.Box)} if {Value(check.To)}",
        Step.Click click => $"{(click.Twice ? "double-click" : "click")} {Describe(click.Target)}",
        Step.Press { In: { } field } press => $"press {press.Key} in {Describe(field)}",
        Step.Press press => $"press {press.Key}",
        Step.Hover hover => $"rest the mouse on {Describe(hover.Target)}",
        Step.Upload upload => $"upload '{upload.File}' to {Describe(upload.Field)}",
        Step.Download { Target: { } target } => $"download by {Describe(target)}",
        Step.Download download => $"download {download.Url}",
        Step.Answer answer => $"{(answer.Accept ? "accept" : "dismiss")} the dialog{(answer.Says is { } says ? $" that says '{says}'" : "")}",
        Step.InWindow { Has: { } sign } => $"in the window with {sign}",
        Step.InWindow => "in the newest window",
        Step.WaitFor wait => $"wait {(wait.Gone ? "until gone:" : "for")} {wait.Sign}",
        Step.Read read => $"read {Describe(read.Target)} as '{read.As}'",
        Step.Evaluate { As: { } name } => $"evaluate JavaScript as '{name}'",
        Step.Evaluate => "evaluate JavaScript",
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    /// <summary>The most human way alone: <c>button '查询'</c>, <c>'密码'</c>, <c>cell under '数量' in row '张伟'</c>.</summary>
    public static string Describe(Locator locator) => locator.Ways.Count == 0 ? "nothing" : Describe(locator.Ways[0]);

    private static string Describe(Way way)
    {
        var words = way.Label ?? way.Name ?? way.Text ?? way.Value ?? way.Placeholder ?? way.Title;
        var text = (way.Role, words, way.Header) switch
        {
            ({ } role, { } w, _) => $"{role} {Value(w)}",
            (null, { } w, _) => Value(w),
            (_, null, { } header) => $"{way.Role ?? "cell"} under {Value(header)}",
            _ => (way.Css ?? way.XPath) is { } path ? $"{(way.Role is { } role ? role + " " : "")}{path}" : way.Role ?? "element",
        };
        if (way.Nth is { } nth)
            text += $" number {nth}";
        if (way.Row is { } row)
            text += $" in row {Value(row)}";
        if (way.Within is { } within)
            text += $" within {Describe(within)}";
        return text;
    }

    private static string Value(Template template) => template.IsSecret ? "a secret" : $"'{template}'";
}
