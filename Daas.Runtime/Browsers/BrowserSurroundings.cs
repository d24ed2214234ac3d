using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Daas.Runtime.Browsers;

/// <summary>The machine as <see cref="BrowserFinder"/> sees it. Tests give one of their own.</summary>
internal record BrowserSurroundings
{
    public OSPlatform Platform { get; init; } =
        OperatingSystem.IsWindows() ? OSPlatform.Windows : OperatingSystem.IsMacOS() ? OSPlatform.OSX : OSPlatform.Linux;

    public bool IsRoot { get; init; } = !OperatingSystem.IsWindows() && Environment.IsPrivilegedProcess;

    public Func<string, bool> FileExists { get; init; } = File.Exists;

    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Version in a program file's own description, where the platform has such; else null.</summary>
    public Func<string, string?> FileVersion { get; init; } = path => FileVersionInfo.GetVersionInfo(path).ProductVersion;

    public Func<PlaywrightDriver?> Driver { get; init; } = PlaywrightDriver.Find;

    /// <summary>Runs a program to its end, handing over each line it writes; the answer is its exit code, or -1 when it cannot be started.</summary>
    public Func<string, IReadOnlyList<string>, Action<string>, CancellationToken, Task<int>> RunAsync { get; init; } = RunProgramAsync;

    private static async Task<int> RunProgramAsync(
        string program, IReadOnlyList<string> arguments, Action<string> line, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = new Process { StartInfo = start };
        DataReceivedEventHandler handler = (_, e) =>
        {
            if (!string.IsNullOrWhiteSpace(e.Data))
                line(e.Data.Trim());
        };
        process.OutputDataReceived += handler;
        process.ErrorDataReceived += handler;
        try
        {
            process.Start();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }

        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return process.ExitCode;
    }
}
