using Daas.Core.Steps;

namespace Daas.Core.Adapters;

/// <summary>The versioned script of one old system: how to sign in, and its operations. Immutable; a changed file makes a new one.</summary>
public sealed record Adapter
{
    /// <summary>Lower-case words joined by hyphens; the folder's name and the first segment of every address.</summary>
    public required string Id { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    /// <summary>Where the system was recorded. A connection may put another address of the same system in its place.</summary>
    public required Uri Url { get; init; }

    /// <summary>Further hosts the pages may load from (<c>host</c>, <c>host:port</c> or <c>*.domain</c>); everything else is refused.</summary>
    public IReadOnlyList<string> Hosts { get; init => field = ValueList<string>.Of(value); } = ValueList<string>.Empty;

    /// <summary>Name of the character set to assume where pages do not say; null leaves it to the page.</summary>
    public string? Charset { get; init; }

    /// <summary>Language the browser asks for, such as <c>zh-CN</c>.</summary>
    public string Language { get; init; } = "zh-CN";

    /// <summary>True when the pages need their images to work; they are blocked otherwise.</summary>
    public bool Images { get; init; }

    public Limits Limits { get; init; } = new();

    /// <summary>Null for a system that needs no sign-in.</summary>
    public SignIn? SignIn { get; init; }

    /// <summary>What a page shows when the whole system is out of service (a maintenance page with status 200).</summary>
    public Sign? Down { get; init; }

    public IReadOnlyList<Operation> Operations { get; init => field = ValueList<Operation>.Of(value); } = ValueList<Operation>.Empty;

    /// <summary>First twelve hex digits of the SHA-256 over the script's files; every answer names it.</summary>
    public string Version { get; init; } = "";

    public Operation? Find(string operation) => Operations.FirstOrDefault(o => o.Id == operation);
}
