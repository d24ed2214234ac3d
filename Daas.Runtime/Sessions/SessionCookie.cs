namespace Daas.Runtime.Sessions;

/// <summary>A cookie as Playwright's storage state has it; its value is a secret, kept byte for byte.</summary>
internal sealed record SessionCookie
{
    public required string Name { get; init; }

    public required string Value { get; init; }

    /// <summary>With a leading dot for a cookie of a whole domain, without for one of a single host.</summary>
    public required string Domain { get; init; }

    public required string Path { get; init; }

    /// <summary>Seconds since 1970; -1 for a cookie that ends with the browser.</summary>
    public double Expires { get; init; } = -1;

    public bool HttpOnly { get; init; }

    public bool Secure { get; init; }

    /// <summary><c>Strict</c>, <c>Lax</c> or <c>None</c>; null where nothing was said.</summary>
    public string? SameSite { get; init; }

    /// <summary>What makes two cookies the same one.</summary>
    public (string Name, string Domain, string Path) Key => (Name, Domain, Path);

    public override string ToString() => $"cookie {Name} of {Domain}{Path}";
}
