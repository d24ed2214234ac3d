namespace Daas.Server.Commands;

/// <summary>What the process answers; part of the command line's contract.</summary>
internal static class ExitCodes
{
    public const int Good = 0;

    /// <summary>The run, or the thing asked for, failed.</summary>
    public const int Failed = 1;

    /// <summary>Wrong usage, a bad input, a bad script or bad configuration: the same call cannot succeed.</summary>
    public const int Usage = 2;

    /// <summary>Something must be provided first: a credential, a browser, a free port.</summary>
    public const int Needs = 3;

    /// <summary>Stopped by Ctrl+C or SIGTERM before it was done, as shells have it.</summary>
    public const int Stopped = 130;

    public const string Help = "Exit codes: 0 good · 1 the run failed · 2 wrong usage, script or configuration · 3 something must be provided first (a credential, a browser) · 130 stopped";
}
