using System.Globalization;
using Daas.Core.Storage;

namespace Daas.Runtime.Proving;

/// <summary>Tells of what a text is made.</summary>
internal static class Characters
{
    public static CharacterKinds Of(string text)
    {
        var kinds = CharacterKinds.None;
        foreach (var c in text)
        {
            kinds |= c switch
            {
                >= '0' and <= '9' => CharacterKinds.Digits,
                (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') => CharacterKinds.Latin,
                '{' or '}' or '<' or '>' or '$' or '`' => CharacterKinds.Code,
                < '\u0080' => char.IsControl(c) && c is not ('\n' or '\r' or '\t') ? CharacterKinds.Broken : CharacterKinds.None,
                '\uFFFD' => CharacterKinds.Broken,
                _ => OfOther(c),
            };
        }

        return kinds;
    }

    private static CharacterKinds OfOther(char c) => char.GetUnicodeCategory(c) switch
    {
        UnicodeCategory.DecimalDigitNumber => CharacterKinds.Digits,
        UnicodeCategory.Control or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse => CharacterKinds.Broken,
        _ when c is >= '\uFF21' and <= '\uFF5A' => CharacterKinds.Latin,
        _ when char.IsLetter(c) || char.IsSurrogate(c) => CharacterKinds.Letters,
        _ => CharacterKinds.None,
    };
}
