using System.Text.RegularExpressions;

namespace Daas.Core.Adapters.Grammar;

/// <summary>The forms of names in a script.</summary>
internal static partial class Names
{
    /// <summary>Of adapters and operations: a path segment that needs no escape anywhere.</summary>
    public static readonly TextShape<string> Id = Basics.Named("a name in lower-case words joined by hyphens, such as find-residents", IdForm());

    // "$" lets a line end pass.
    public static bool IsId(string name) => IdForm().IsMatch(name) && !name.EndsWith('\n');

    /// <summary>Of values that steps keep.</summary>
    public static readonly TextShape<string> Kept = Basics.Named("a name that a reference can have (letters, digits, _ and -)", ReferenceForm());

    /// <summary>What is wrong with the name of an input; null when nothing.</summary>
    public static string? WrongInput(string name) =>
        !ReferenceForm().IsMatch(name) ? $"'{name}' cannot be the name of an input; use letters, digits, _ and -"
        : name is "page" or "offset" or "credential" ? $"'{name}' has a meaning of its own in references; choose another name"
        : null;

    /// <summary>What is wrong with the name of a field; null when nothing.</summary>
    public static string? WrongField(string name) =>
        ReferenceForm().IsMatch(name) ? null : $"'{name}' cannot be the name of a field; use letters, digits, _ and -";

    /// <summary>What is wrong with a name that may hold references; null when nothing.</summary>
    public static string? WrongTemplate(string name)
    {
        try
        {
            Steps.Template.Parse(name);
            return null;
        }
        catch (FormatException e)
        {
            return e.Message;
        }
    }

    [GeneratedRegex(@"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex IdForm();

    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Nd}_\-]*$")]
    private static partial Regex ReferenceForm();
}
