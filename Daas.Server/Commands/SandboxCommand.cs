using System.CommandLine;
using Daas.Server.Sandbox;

namespace Daas.Server.Commands;

/// <summary><c>daas sandbox</c>: the three old systems to practise on, and nothing else.</summary>
internal static class SandboxCommand
{
    private const string Summary = "Starts the three old systems to practise on, until Ctrl+C. They listen on this machine only and forget everything when they stop.";

    private const string More = """
        Example:
          daas sandbox
          curl -X POST 'http://127.0.0.1:8791/_sandbox/switches?slow=2000'
        """;

    public static Command Build(Shell shell)
    {
        var command = new VerbCommand("sandbox", Summary, More);
        command.SetAction(async (_, ct) =>
        {
            await using var sandbox = await SandboxHost.StartAsync(new SandboxOptions(), ct);
            foreach (var system in sandbox.Systems)
                shell.Out.WriteLine($"{system.Url}  {system.Title}   (switches: {system.Url}_sandbox/switches)");
            await Forever(ct);
            return ExitCodes.Good;
        });
        return command;
    }

    /// <summary>Returns when the process is told to stop.</summary>
    public static async Task Forever(CancellationToken ct)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, ct);
        }
        catch (OperationCanceledException)
        {
        }
    }
}
