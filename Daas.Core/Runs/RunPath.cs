namespace Daas.Core.Runs;

/// <summary>Which way an operation is run.</summary>
public enum RunPath
{
    Browser,
    Http,
}

/// <summary>The paths' names on every surface.</summary>
public static class RunPaths
{
    public static string Word(this RunPath path) => path switch
    {
        RunPath.Browser => "browser",
        RunPath.Http => "http",
        _ => throw new ArgumentOutOfRangeException(nameof(path), path, null),
    };
}
