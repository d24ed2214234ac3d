using System.Text;
using Daas.Core.Storage;
using Daas.Recorder.Recordings;
using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace Daas.EndToEnd.Sandbox;

/// <summary><c>daas record</c> as an integrator calls it, the browser driven over its debug port.</summary>
public sealed class RecordTests
{
    [Fact]
    public async Task A_search_is_recorded_by_the_command_line_and_the_account_goes_into_the_store()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, ct);
        var account = sandbox.CivilAffairs.Accounts.All[0];
        var folder = Directory.CreateTempSubdirectory("daas-record-test-").FullName;
        var said = new Lines();
        var shell = new Shell { Out = said, Error = TextWriter.Null, In = TextReader.Null, Environment = Environment.GetEnvironmentVariable, Folder = folder };
        string[] line = ["record", sandbox.CivilAffairs.Url.ToString(), "--adapter", "towns", "--operation", "find-people", "--headless", "--data", "data", "--adapters", "scripts"];
        var recording = Verbs.RunAsync(line, shell, ct);

        var ready = await said.FirstAsync(l => l.StartsWith("ready: ", StringComparison.Ordinal), ct);
        using (var playwright = await Playwright.CreateAsync())
        {
            var browser = await playwright.Chromium.ConnectOverCDPAsync(ready["ready: ".Length..]);
            var page = browser.Contexts[0].Pages[0];
            await page.FillAsync("input[type=text]", account.Name);
            await page.FillAsync("input[type=password]", account.Password);
            await page.Keyboard.PressAsync("Enter");
            await ClickAsync(page, "居民信息查询");
            // A person looks at the answer before leaving.
            await page.RunAndWaitForResponseAsync(() => ClickAsync(page, "查询"), r => r.Request.Method == "POST" && r.Ok);
            await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
            await page.WaitForTimeoutAsync(1000);
            await page.CloseAsync();
        }

        var code = await recording;

        var kept = Directory.EnumerateDirectories(Path.Combine(folder, "data", "recordings", "towns", "find-people")).Single();
        var told = RecordingFolder.Read(kept);
        Assert.Contains(told.Actions, a => a is RecordedAction.Fill { Secret: true, Text: null });
        Assert.Contains(told.Actions, a => a is RecordedAction.Fill { Text: "${credential.user}" });
        Assert.Contains(told.Pages[^1].Frames, f => f.Html.Contains("身份证号", StringComparison.Ordinal));
        Assert.All(Directory.EnumerateFiles(kept), file => Assert.DoesNotContain(account.Password, File.ReadAllText(file), StringComparison.Ordinal));
        Assert.Contains(told.Exchanges, e => e.Method == "POST" && Encoding.Latin1.GetString(e.RequestBody ?? []).Contains("${credential.password}", StringComparison.Ordinal));
        Assert.True(code is ExitCodes.Good or ExitCodes.Needs, said.ToString());
        var services = new ServiceCollection();
        Server.Program.AddRuntime(services, new ServerSettings { Data = Path.Combine(folder, "data"), Adapters = Repository.Adapters });
        await using (var provider = services.AddLogging().BuildServiceProvider())
        {
            var stored = await provider.GetRequiredService<CredentialStore>().FindAsync(new ConnectionId("towns", ConnectionId.DefaultName), ct);
            Assert.Equal((account.Name, account.Password), (stored!.User, stored.Password));
        }

        await EvidenceHasNobodyAsync(sandbox, kept, folder, ct);
        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Rows come out of the evidence without the system, and nobody of its register is in it.</summary>
    private static async Task EvidenceHasNobodyAsync(SandboxHost sandbox, string recording, string folder, CancellationToken ct)
    {
        var said = new Lines();
        var shell = new Shell { Out = said, Error = TextWriter.Null, In = TextReader.Null, Environment = Environment.GetEnvironmentVariable, Folder = folder };
        Assert.Equal(ExitCodes.Good, await Verbs.RunAsync(["check", "--offline", "--adapters", "scripts"], shell, ct));
        Assert.Matches("towns/find-people: ok .*20 rows on 1 page", said.ToString());

        var seen = string.Concat(RecordingFolder.Read(recording).Pages.SelectMany(p => p.Frames).Select(f => f.Html));
        var people = sandbox.CivilAffairs.Residents.Where(r => seen.Contains(r.IdNumber, StringComparison.Ordinal)).ToList();
        Assert.True(people.Count >= 20);
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(folder, "scripts"), "*", SearchOption.AllDirectories).Select(File.ReadAllText)];
        Assert.All(people, r => Assert.DoesNotContain(files, f => f.Contains(r.IdNumber, StringComparison.Ordinal) || f.Contains(r.Name, StringComparison.Ordinal)));
    }

    // As a person does: in whichever frame the words are, as soon as they are there. (Waiting for an address misses one that came while the wait began.)
    private static async Task ClickAsync(IPage page, string words)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            foreach (var frame in page.Frames)
            {
                var found = frame.Locator($"a:has-text('{words}'), input[value='{words}']");
                if (await found.CountAsync() > 0)
                {
                    await found.First.ClickAsync();
                    return;
                }
            }

            await page.WaitForTimeoutAsync(50);
        }

        Assert.Fail($"nothing says {words}");
    }

    private sealed class Lines : StringWriter
    {
        private readonly Lock _sync = new();

        public override void WriteLine(string? value)
        {
            lock (_sync)
                base.WriteLine(value);
        }

        public async Task<string> FirstAsync(Predicate<string> wanted, CancellationToken ct)
        {
            while (true)
            {
                string text;
                lock (_sync)
                    text = ToString();
                if (text.Split('\n').Select(l => l.TrimEnd('\r')).FirstOrDefault(l => wanted(l)) is { } line)
                    return line;
                await Task.Delay(50, ct);
            }
        }
    }
}
