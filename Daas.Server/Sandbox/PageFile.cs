using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Daas.Server.Sandbox;

/// <summary>
/// The pages and scripts that lie beside the code, in the program itself. In a page <c>{{name}}</c> stands for a piece of HTML and <c>[[词]]</c> for a word that
/// may be reworded.
/// </summary>
internal static partial class PageFile
{
    private static readonly ConcurrentDictionary<string, string> Files = new(StringComparer.Ordinal);

    /// <param name="file">Folder and name below Sandbox, such as <c>CivilAffairs/login.html</c>.</param>
    internal static string Fill(string file, Wording wording, params ReadOnlySpan<(string Name, string Html)> pieces)
    {
        Dictionary<string, string> known = [];
        foreach (var (name, html) in pieces) known[name] = html;
        return Mark().Replace(Read(file), mark => mark.Groups[1].Success ? wording[mark.Groups[1].Value] : known[mark.Groups[2].Value]);
    }

    internal static string Read(string file) => Files.GetOrAdd(file, static name =>
    {
        using var stream = typeof(PageFile).Assembly.GetManifestResourceStream("Sandbox/" + name) ?? throw new InvalidOperationException($"{name} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    });

    /// <summary>Text made safe for HTML.</summary>
    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    [GeneratedRegex(@"\[\[([^\]]+)\]\]|\{\{(\w+)\}\}")]
    private static partial Regex Mark();
}
