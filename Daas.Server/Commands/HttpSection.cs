using Daas.Core.Adapters;

namespace Daas.Server.Commands;

/// <summary>The <c>http</c> section of an operation's file. The rest of the file, its comments included, stays as it is.</summary>
internal static class HttpSection
{
    private const string Key = "http:";

    /// <summary>As it is written.</summary>
    public static string Of(Operation operation, HttpScript script) =>
        string.Join('\n', Section(AdapterWriter.WriteOperation(operation with { Http = script }).Split('\n'))).TrimEnd() + "\n";

    /// <summary>The file's text with this section in place of the one it had.</summary>
    public static string In(string text, Operation operation, HttpScript script)
    {
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var old = Section(lines).ToHashSet(ReferenceEqualityComparer.Instance);
        var kept = lines.Where(l => !old.Contains(l));
        return string.Join('\n', kept).TrimEnd() + "\n" + Of(operation, script);
    }

    /// <summary>A system's description without the requests of its sign-in.</summary>
    public static string WithoutSignIn(string system)
    {
        var kept = new List<string>();
        var (inSignIn, depth) = (false, -1);
        foreach (var line in system.ReplaceLineEndings("\n").Split('\n'))
        {
            var words = line.TrimStart();
            var indent = line.Length - words.Length;
            if (indent == 0 && words is not ("" or ['#', ..]))
                inSignIn = words.StartsWith("signIn:", StringComparison.Ordinal);
            if (depth >= 0 && words.Length > 0 && (indent < depth || (indent == depth && !words.StartsWith("- ", StringComparison.Ordinal))))
                depth = -1;
            if (inSignIn && depth < 0 && indent > 0 && words.StartsWith(Key, StringComparison.Ordinal))
            {
                depth = indent;
                continue;
            }

            if (depth < 0)
                kept.Add(line);
        }

        return string.Join('\n', kept);
    }

    private static IEnumerable<string> Section(string[] lines)
    {
        var at = Array.FindIndex(lines, l => l.StartsWith(Key, StringComparison.Ordinal));
        return at < 0 ? [] : [lines[at], .. lines.Skip(at + 1).TakeWhile(l => l.Length == 0 || char.IsWhiteSpace(l[0]) || l[0] == '#')];
    }
}
