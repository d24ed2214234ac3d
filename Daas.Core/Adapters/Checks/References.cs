using Daas.Core.Adapters.Grammar;
using Daas.Core.Steps;
using Daas.Core.Words;

namespace Daas.Core.Adapters.Checks;

/// <summary>The names that may be referred to at one place of a script. Grows as steps keep values.</summary>
internal sealed class References(Reading reading)
{
    private static readonly string[] Secrets = ["credential.user", "credential.password"];

    private readonly Dictionary<string, Parameter> _inputs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _kept = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>True in sign-in steps, and nowhere else: the password may be referred to.</summary>
    public bool Credential { get; init; }

    public IReadOnlyDictionary<string, Parameter> Inputs => _inputs;

    /// <summary>Inputs that something refers to.</summary>
    public IReadOnlySet<string> Used => _used;

    public void Add(IEnumerable<Parameter> inputs)
    {
        foreach (var input in inputs)
            _inputs[input.Name] = input;
    }

    /// <summary>From here on the name has a value.</summary>
    public void Keep(string name) => _kept.Add(name);

    public void Use(string input) => _used.Add(input);

    /// <param name="template">Where references stand.</param>
    /// <param name="page">
    /// True where <c>${page}</c>, the number of the page that is asked for, and <c>${offset}</c>, the number of rows before it, have a meaning.
    /// </param>
    public void Check(Template? template, bool page = false)
    {
        foreach (var name in template?.References ?? [])
        {
            _used.Add(name);
            if (name is "page" or "offset")
            {
                if (!page)
                    reading.Error(template!, $"${{{name}}} has a meaning only in paging (output.next, paging.open, http.next)");
            }
            else if (name.EndsWith(".name", StringComparison.Ordinal) && _inputs.TryGetValue(name[..^5], out var file) && file.Type == ParameterType.File)
            {
                _used.Add(file.Name);
            }
            else if (name.StartsWith("credential.", StringComparison.Ordinal))
            {
                // The user's name is no secret, and some systems want it in every address.
                if (!Credential && name != "credential.user")
                    reading.Error(template!, $"${{{name}}} may be used only in sign-in steps");
                else if (!Secrets.Contains(name))
                    reading.Error(template!, $"a credential has no '{name["credential.".Length..]}'", suggestion: Nearest.Find(name, Secrets));
            }
            else if (_inputs.TryGetValue(name, out var input))
            {
                if (input.Type == ParameterType.File)
                    reading.Error(template!, $"input '{name}' is a file and has no text; give it to an upload step, or name it by ${{{name}.name}}");
            }
            else if (!_kept.Contains(name))
            {
                reading.Error(template!, $"${{{name}}} is neither an input nor read by an earlier step",
                    suggestion: Nearest.Find(name, [.. _inputs.Keys, .. _kept]));
            }
        }
    }

    public void CheckSign(Sign? sign)
    {
        foreach (var alternative in sign?.AnyOf ?? [])
        {
            foreach (var match in new[] { alternative.Text, alternative.Alert, alternative.Url, alternative.Title, alternative.Is })
                Check(match?.Source is { } template ? Positioned(match, template) : null);
        }
    }

    public void CheckMatch(TextMatch? match)
    {
        if (match is not null)
            Check(Positioned(match, match.Source));
    }

    public void CheckLocator(Locator? locator, bool page = false)
    {
        foreach (var way in locator?.Ways ?? [])
            CheckWay(way, page);
    }

    public void CheckWay(Way? way, bool page = false)
    {
        if (way is null)
            return;
        foreach (var template in new[] { way.Label, way.Name, way.Text, way.Css, way.XPath, way.Value, way.Title, way.Placeholder, way.Header, way.Row })
            Check(template, page);
        CheckWay(way.Within, page);
        CheckWay(way.Frame, page);
    }

    // A match knows where it stands; the template inside it is the same text.
    private Template Positioned(TextMatch match, Template template)
    {
        reading.Share(match, template);
        return template;
    }
}
