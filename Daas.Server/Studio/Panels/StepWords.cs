using Daas.Core.Steps;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Panels;

/// <summary>Steps of a script and ways to an element in the page's language, as <see cref="StepText"/> tells them in English: values that are secret are left out.</summary>
/// <param name="Texts">The page's words.</param>
/// <param name="Values">Shown in place of references; null leaves references as they are.</param>
internal sealed record StepWords(Texts Texts, TemplateValues? Values = null)
{
    public string Of(Step step) => step switch
    {
        Step.Open open => Say("open", Plain(open.Url)),
        Step.Fill fill => Say("fill", Of(fill.Field), StepText.Typed(fill, Values) is { } text ? Quoted(text) : Secret),
        Step.Choose choose => Say("choose", Quoted(choose.Option), Of(choose.Field)),
        Step.Check { To.Source: "false" } check => Say("uncheck", Of(check.Box)),
        Step.Check { To.IsLiteral: true } check => Say("check", Of(check.Box)),
        Step.Check check => Say("checkIf", Of(check.Box), Quoted(check.To)),
        Step.Click click => Say(click.Twice ? "doubleClick" : "click", Of(click.Target)),
        Step.Press { In: { } field } press => Say("pressIn", press.Key, Of(field)),
        Step.Press press => Say("press", press.Key),
        Step.Hover hover => Say("hover", Of(hover.Target)),
        Step.Upload upload => Say("upload", Quoted(upload.File), Of(upload.Field)),
        Step.Download { Target: { } target } => Say("downloadBy", Of(target)),
        Step.Download download => Say("download", Plain(download.Url!)),
        Step.Answer { Says: { } says } answer => Say(answer.Accept ? "acceptSaying" : "dismissSaying", Quoted($"{says}")),
        Step.Answer answer => Say(answer.Accept ? "accept" : "dismiss"),
        Step.InWindow { Has: { } sign } => Say("inWindowWith", $"{sign}"),
        Step.InWindow => Say("inWindow"),
        Step.WaitFor wait => Say(wait.Gone ? "waitUntilGone" : "waitFor", $"{wait.Sign}"),
        Step.Read read => Say("read", Of(read.Target), Quoted(read.As)),
        Step.Evaluate { As: { } name } => Say("evaluateAs", Quoted(name)),
        Step.Evaluate => Say("evaluate"),
        _ => throw new ArgumentOutOfRangeException(nameof(step), step, null),
    };

    /// <summary>The most human way alone.</summary>
    public string Of(Locator locator) => locator.Ways.Count == 0 ? Say("nothing") : Of(locator.Ways[0]);

    public string Of(Way way)
    {
        var words = way.Label ?? way.Name ?? way.Text ?? way.Value ?? way.Placeholder ?? way.Title;
        var text = (way.Role, words, way.Header) switch
        {
            ({ } role, { } w, _) => Say("roleNamed", Role(role), Quoted(w)),
            (null, { } w, _) => Quoted(w),
            (_, null, { } header) => Say("under", Role(way.Role ?? "cell"), Quoted(header)),
            _ => (way.Css ?? way.XPath) is { } path ? way.Role is { } role ? Say("rolePath", Role(role), $"{path}") : $"{path}"
                : way.Role is { } only ? Role(only) : Say("element"),
        };
        if (way.Nth is { } nth)
            text = Say("number", text, nth);
        if (way.Row is { } row)
            text = Say("inRow", text, Quoted(row));
        return way.Within is { } within ? Say("within", text, Of(within)) : text;
    }

    private string Secret => Say("secret");

    private string Quoted(Template template) => StepText.Shown(template, Values) is { } text ? Quoted(text) : Secret;

    private string Quoted(string text) => Say("quoted", text);

    private string Plain(Template template) => StepText.Shown(template, Values) ?? $"{template}";

    private string Role(string role) => Texts.Has($"studio.role.{role}") ? Texts[$"studio.role.{role}"] : role;

    private string Say(string what, params object?[] parts) => Texts.Format($"studio.do.{what}", parts);
}
