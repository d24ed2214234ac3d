using System.Globalization;
using AngleSharp.Dom;

namespace Daas.Runtime.HttpPath.Scripts;

/// <summary>
/// What an expression of a page's script stands for, besides text (<c>string</c>), numbers (<c>double</c>), <c>bool</c> and elements of the page.
/// </summary>
internal abstract record Thing
{
    private Thing()
    {
    }

    /// <summary>Something whose value markup does not tell.</summary>
    public sealed record Unknown : Thing;

    /// <summary>What an unknown function gave back: taken as going well where it is asked as a condition (a check before sending).</summary>
    public sealed record Passing : Thing;

    /// <summary><c>null</c> and <c>undefined</c>.</summary>
    public sealed record Null : Thing;

    /// <param name="Target"><c>_top</c>, <c>_parent</c>; null: the page's own.</param>
    public sealed record Window(string? Target) : Thing;

    /// <inheritdoc cref="Window"/>
    public sealed record Location(string? Target) : Thing;

    public sealed record Document : Thing;

    /// <summary><c>document.forms</c>, <c>form.elements</c>, what is found by name.</summary>
    public sealed record Many(IReadOnlyList<IElement> Elements) : Thing;

    /// <summary>A function of the page.</summary>
    public sealed record Code(IReadOnlyList<string> Names, Script Tokens, int From, int To) : Thing;

    /// <summary><c>new WebForm_PostBackOptions(…)</c>.</summary>
    public sealed record PostBack(IReadOnlyList<object> Arguments) : Thing;

    public static Thing None { get; } = new Unknown();

    public static Thing Nil { get; } = new Null();

    public static Thing Passes { get; } = new Passing();

    /// <summary>As text; null when it is not told.</summary>
    public static string? Text(object value) => value switch
    {
        string text => text,
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        Null => "null",
        _ => null,
    };

    /// <summary>As a condition; null when it is not told.</summary>
    public static bool? Truth(object value) => value switch
    {
        string text => text.Length > 0,
        double number => number != 0 && !double.IsNaN(number),
        bool truth => truth,
        Null => false,
        Unknown => null,
        _ => true,
    };

    public static double? Number(object value) => value switch
    {
        double number => number,
        bool truth => truth ? 1 : 0,
        string text when double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => number,
        _ => null,
    };
}
