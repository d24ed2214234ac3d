using Daas.Core.Adapters;
using Daas.Core.Steps;

namespace Daas.Runtime.HttpPath;

/// <summary>Exchanges in plain English words, for progress and errors. Values that are secret are left out.</summary>
internal static class ExchangeText
{
    private const int MostShown = 60;

    /// <param name="exchange">What is told.</param>
    /// <param name="values">Shown in place of references; null leaves references as they are.</param>
    /// <param name="inputs">Names of those that may be shown.</param>
    public static string Describe(ExchangeTemplate exchange, TemplateValues? values = null, IReadOnlySet<string>? inputs = null) => exchange switch
    {
        ExchangeTemplate.Get get => $"get {Text(get.Url, values, inputs)}",
        ExchangeTemplate.Post post => $"post {Text(post.Url, values, inputs)}",
        ExchangeTemplate.Submit { Button: { } button } submit => $"submit form {submit.Of} by {button}",
        ExchangeTemplate.Submit submit => $"submit form {submit.Of}",
        ExchangeTemplate.Follow follow => $"follow {StepText.Describe(follow.Link, values)}",
        _ => throw new ArgumentOutOfRangeException(nameof(exchange), exchange, null),
    };

    // What was read of a page may be as good as a password: a ticket in a link, the id of a session.
    private static string Text(Template template, TemplateValues? values, IReadOnlySet<string>? inputs)
    {
        if (values is null || template.IsLiteral || template.Fill(values) is not { } text
            || template.References.Any(r => inputs?.Contains(r) != true || PasswordWords.In(r) || values.IsHidden(r)))
            return template.ToString();
        var line = string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
        return line.Length > MostShown ? string.Concat(line.AsSpan(0, MostShown - 1), "…") : line;
    }
}
