using Daas.Server.Tests.Storage;
using Xunit.MicrosoftTestingPlatform;
using Xunit.Runner.InProc.SystemConsole;

namespace Daas.Server.Tests;

/// <summary>The test program. Called with <see cref="KilledWriter.Verb"/> it is the process that the tests of durability kill.</summary>
internal static class TestProgram
{
    private static async Task<int> Main(string[] args) => args switch
    {
        [KilledWriter.Verb, var folder, var round] => await KilledWriter.WriteAsync(folder, round),
        _ when args.Contains("--server") => await TestPlatformTestFramework.RunAsync(args, SelfRegisteredExtensions.AddSelfRegisteredExtensions),
        _ => await ConsoleRunner.Run(args),
    };
}
