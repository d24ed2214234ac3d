namespace Daas.Server.Sandbox;

/// <summary>Where the three systems listen on loopback (0 = any free port) and the clock they date their records by.</summary>
public sealed record SandboxOptions
{
    public int CivilAffairsPort { get; init; } = 8791;

    public int DocumentOaPort { get; init; } = 8792;

    public int CommunityGridPort { get; init; } = 8793;

    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Free ports for all three, as tests want them.</summary>
    public static SandboxOptions AnyPorts { get; } = new() { CivilAffairsPort = 0, DocumentOaPort = 0, CommunityGridPort = 0 };
}
