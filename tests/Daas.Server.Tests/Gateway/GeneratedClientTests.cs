using System.ComponentModel;
using System.Diagnostics;
using Daas.Core.Runs;

namespace Daas.Server.Tests.Gateway;

/// <summary>What a consumer does with the document: generates clients with NSwag's own tool, compiles them, and calls the gateway with one.</summary>
public sealed class GeneratedClientTests : GatewayTest
{
    private const string Packages = "nswag@14.7.1 typescript@5.9.3";

    private const string Program = """
        using System.Net.Http.Headers;
        var http = new HttpClient { BaseAddress = new Uri(args[0]) };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", args[1]);
        var client = new Gen.SampleTownClient(http);
        var found = await client.FindResidentsAsync("张伟", Gen.Street.东关街道, new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero), null, 0.5m, 30, true, 10, null, null);
        Console.WriteLine($"{found.Count} {found.Complete} {found.Rows.First().Name} {found.Rows.First().BirthDate:yyyy-MM-dd} {found.Rows.First().Fee}");
        var attached = await client.AttachAsync("key-1", null, "证明", new Gen.FileParameter(new MemoryStream([1, 2]), "扫描.pdf"));
        Console.WriteLine(attached.Outcome);
        try { await client.ViewResidentAsync(7, null, null, null); }
        catch (Gen.ApiException<Gen.Problem> e) { Console.WriteLine($"{e.StatusCode} {e.Result.Class} {e.Result.Owner}"); }
        """;

    private const string Project = """
        <Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><OutputType>Exe</OutputType><TargetFramework>net10.0</TargetFramework><ImplicitUsings>enable</ImplicitUsings></PropertyGroup></Project>
        """;

    [Fact]
    public async Task Clients_generated_from_the_document_compile_and_work()
    {
        var tools = Path.Combine(Path.GetTempPath(), "daas-nswag-14.7.1");
        var nswag = Path.Combine(tools, "node_modules", "nswag", "bin", "binaries", "Net100", "dotnet-nswag.dll");
        var tsc = Path.Combine(tools, "node_modules", "typescript", "bin", "tsc");
        if (!File.Exists(nswag) || !File.Exists(tsc))
            await InstallAsync(tools);

        Host.Connection.Tells = (request, adapter, _) => FakeConnection.Told(request.Operation switch
        {
            "find-residents" => [new RunEvent.Rows(1, 1, [SampleAdapter.Row(1)]), new RunEvent.Finished(FakeConnection.Result(request, adapter) with { RowCount = 1 })],
            "attach" => [new RunEvent.Finished(FakeConnection.Result(request, adapter) with { Outcome = PushOutcome.Applied })],
            _ => [new RunEvent.Finished(FakeConnection.Result(request, adapter) with { Error = new RunError(ErrorClass.RecordNotFound, "no such record") })],
        });
        var folder = Directory.CreateTempSubdirectory("daas-client-").FullName;
        try
        {
            var document = Path.Combine(folder, "openapi.json");
            await File.WriteAllTextAsync(document, await Http.GetStringAsync("/openapi.json", Ct), Ct);
            await File.WriteAllTextAsync(Path.Combine(folder, "client.csproj"), Project, Ct);
            await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), Program, Ct);
            await RunAsync(folder, "dotnet", $"\"{nswag}\" openapi2csclient /input:{document} /output:Client.cs /namespace:Gen /jsonLibrary:SystemTextJson /useBaseUrl:false");
            await RunAsync(folder, "dotnet", $"\"{nswag}\" openapi2tsclient /input:{document} /output:client.ts /template:Fetch");
            await RunAsync(folder, "node", $"\"{tsc}\" --noEmit --strict --target es2020 --lib es2020,dom client.ts");
            await RunAsync(folder, "dotnet", "build --nologo -v q -o out -nodeReuse:false");

            var said = await RunAsync(folder, "dotnet", $"out/client.dll {Http.BaseAddress} {Http.DefaultRequestHeaders.Authorization!.Parameter}");
            Assert.Equal(["1 True 张伟 1980-01-02 12.50", "applied", "404 record-not-found Caller"], said.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            var called = Host.Connection.Requests[0];
            Assert.Equal(("东关街道", "2026-01-31", "true", 10), (called.Inputs["street"], called.Inputs["since"], called.Inputs["active"], called.Rows));
            Assert.Equal("扫描.pdf", Host.Connection.Requests[1].Files["scan"].Name);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task InstallAsync(string tools)
    {
        Directory.CreateDirectory(tools);
        try
        {
            await RunAsync(tools, "npm", $"install --no-audit --no-fund --prefix \"{tools}\" {Packages}");
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException)
        {
            Assert.Skip($"npm, or the packages {Packages}, cannot be had here: {e.Message}");
        }
    }

    private static async Task<string> RunAsync(string folder, string program, string arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} does not start");
        var (output, error) = (process.StandardOutput.ReadToEndAsync(Ct), process.StandardError.ReadToEndAsync(Ct));
        await process.WaitForExitAsync(Ct);
        return process.ExitCode == 0 ? await output : throw new InvalidOperationException($"{program} {arguments} ended with {process.ExitCode}: {await output} {await error}");
    }
}
