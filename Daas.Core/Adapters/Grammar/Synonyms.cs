using Daas.Core.Words;

namespace Daas.Core.Adapters.Grammar;

/// <summary>What people write who come from other tools, and what it is called here.</summary>
internal static class Synonyms
{
    private static readonly Dictionary<string, string[]> Meant = new(StringComparer.OrdinalIgnoreCase)
    {
        ["args"] = ["input", "with"],
        ["assert"] = ["waitFor", "applied"],
        ["attr"] = ["attribute"],
        ["base"] = ["url"],
        ["baseUrl"] = ["url"],
        ["button"] = ["click", "name"],
        ["columns"] = ["fields", "headers", "table"],
        ["confirm"] = ["answer"],
        ["dialog"] = ["answer", "alert"],
        ["domains"] = ["hosts"],
        ["encoding"] = ["charset"],
        ["enter"] = ["fill", "press"],
        ["enum"] = ["oneOf"],
        ["error"] = ["rejected"],
        ["failed"] = ["rejected"],
        ["failure"] = ["rejected"],
        ["goto"] = ["open"],
        ["header"] = ["column"],
        ["id"] = ["operation", "adapter"],
        ["index"] = ["nth"],
        ["inputs"] = ["input"],
        ["javascript"] = ["evaluate"],
        ["js"] = ["evaluate"],
        ["key"] = ["press"],
        ["login"] = ["signIn"],
        ["loggedIn"] = ["signedIn"],
        ["max"] = ["maximum"],
        ["min"] = ["minimum"],
        ["name"] = ["operation", "adapter", "column", "label"],
        ["navigate"] = ["open"],
        ["options"] = ["oneOf"],
        ["optional"] = ["required"],
        ["page"] = ["next", "paging"],
        ["pagination"] = ["paging"],
        ["parameters"] = ["input"],
        ["params"] = ["input"],
        ["popup"] = ["inWindow"],
        ["regex"] = ["pattern"],
        ["save"] = ["as"],
        ["script"] = ["evaluate"],
        ["select"] = ["choose"],
        ["selector"] = ["css"],
        ["success"] = ["applied"],
        ["system"] = ["adapter"],
        ["tick"] = ["check"],
        ["timeout"] = ["seconds"],
        ["type"] = ["kind", "fill", "with"],
        ["url"] = ["open"],
        ["value"] = ["with", "option", "to"],
        ["visit"] = ["open"],
        ["wait"] = ["waitFor"],
        ["window"] = ["inWindow"],
    };

    /// <returns>The one of <paramref name="words"/> that was probably meant; null when there is none.</returns>
    public static string? Find(string word, IReadOnlyList<string> words) =>
        Meant.TryGetValue(word, out var meant) && meant.FirstOrDefault(words.Contains) is { } found ? found : Nearest.Find(word, words);
}
