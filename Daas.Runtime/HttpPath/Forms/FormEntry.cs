using Daas.Core.Runs;

namespace Daas.Runtime.HttpPath.Forms;

/// <summary>One field as it is sent: a value or a file.</summary>
internal sealed record FormEntry(string Name, string Value)
{
    public FileContent? File { get; init; }
}
