using Daas.Core.Adapters;

namespace Daas.Server.Studio.Editor;

/// <summary>One file of an adapter as it is now.</summary>
/// <param name="Adapter">Id.</param>
/// <param name="File">Its name.</param>
/// <param name="Text">With line feeds only.</param>
/// <param name="Opened">Tells this content from any other; handed back when it is saved.</param>
/// <param name="Published">The text of the version in service; null when there is none.</param>
/// <param name="Problems">Of the whole adapter as it is on disk.</param>
public sealed record OpenScript(
    string Adapter, string File, string Text, string Opened, string? Published, IReadOnlyList<ScriptProblem> Problems)
{
    /// <summary>Version of the adapter in service; null when none is.</summary>
    public string? Version { get; init; }

    /// <summary>What the file or its operation is called; null when that cannot be read.</summary>
    public string? Title { get; init; }

    public bool IsPublished => Published == Text;
}
