using System.Net;
using System.Runtime.CompilerServices;
using Daas.Core.Runs;
using Daas.Recorder.Drafting;
using Daas.Runtime.Connections;
using Daas.Server.Commands;
using Daas.Server.Tests.Health;

namespace Daas.Server.Tests.Commands;

public sealed class ServedFolderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_verbs_ask_a_running_gateway_for_what_its_folder_holds()
    {
        using var line = new CommandLine { Input = "Geheim2026\n" };
        line.WriteAdapter();
        var folder = new Answering(Path.Combine(line.Folder, "adapters"));
        await using var site = await Answering.ServeAsync(line, folder);

        Assert.Equal(ExitCodes.Good, await line.RunAsync("keys", "add", "platform", "--grant", "town-hall/*"));
        Assert.Contains("key-of-platform", line.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("Note:", line.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Good, await line.RunAsync("keys", "add", "early", "--grant", "town-hal/*"));
        Assert.Contains("Note: there is no adapter 'town-hal'", line.Error, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Good, await line.RunAsync("keys", "list"));
        Assert.Contains("town-hall/*", line.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Failed, await line.RunAsync("keys", "revoke", "nobody"));
        Assert.Equal(ExitCodes.Good, await line.RunAsync("connect", "town-hall", "--user", "clerk", "--url", "http://10.0.0.8/"));
        Assert.Equal("clerk Geheim2026 http://10.0.0.8/", folder.Connected);
        Assert.False(File.Exists(Path.Combine(line.Folder, "daas-data", "daas.db")));
    }

    [Theory]
    [InlineData("", "id  name\n--  ----\n1   张伟\n2   李娜\n")]
    [InlineData("--csv", "\uFEFFid,name\r\n1,张伟\r\n2,李娜\r\n")]
    public async Task A_run_beside_a_gateway_prints_rows_and_progress(string format, string answer)
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        await using var site = await Answering.ServeAsync(line, new Answering(Path.Combine(line.Folder, "adapters")));
        Assert.Equal(ExitCodes.Good, await line.RunAsync(["run", "town-hall/find-people", "--name=张", .. format == "" ? Array.Empty<string>() : [format]]));
        Assert.Equal(answer, line.Out);
        Assert.Contains("1/2 open /people", line.Error, StringComparison.Ordinal);
        Assert.Contains("2 rows from 2 pages · browser path · 1.5 s", line.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErrorClass.TargetDown, ExitCodes.Failed)]
    [InlineData(ErrorClass.CredentialsRejected, ExitCodes.Needs)]
    [InlineData(ErrorClass.UnknownOperation, ExitCodes.Usage)]
    [InlineData(ErrorClass.Cancelled, ExitCodes.Stopped)]
    public async Task A_failed_run_says_why_and_ends_with_its_code(ErrorClass error, int code)
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        await using var site = await Answering.ServeAsync(line, new Answering(Path.Combine(line.Folder, "adapters")) { Fails = error });
        Assert.Equal(code, await line.RunAsync("run", "town-hall/find-people", "--name=张"));
        Assert.Equal("", line.Out);
        Assert.Contains($"daas: {error.Slug()}: it went wrong", line.Error, StringComparison.Ordinal);
        Assert.Contains("the system said: 系统维护中", line.Error, StringComparison.Ordinal);
        Assert.Contains("connection: town-hall/default", line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_not_there_is_a_usage_error()
    {
        using var line = new CommandLine();
        line.WriteAdapter();
        await using var site = await Answering.ServeAsync(line, new Answering(Path.Combine(line.Folder, "adapters")));
        Assert.Equal(ExitCodes.Usage, await line.RunAsync("run", "town-hall/find-people", "--name=张", "--connection", "north"));
        Assert.Contains("there is no connection 'north'", line.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("town-hall", "http://10.0.0.8/ clerk state", "Signed in as clerk")]
    [InlineData("village", "http://10.0.0.8/  ", "The stored account was refused (密码错误). Sign in by hand; the password that you type replaces the stored one.")]
    [InlineData("nowhere", "http://10.0.0.8/  ", "")]
    public async Task A_recording_beside_a_gateway_takes_its_session_or_says_why_not(string adapter, string start, string said)
    {
        using var line = new CommandLine();
        await using var site = await Answering.ServeAsync(line, new Answering(line.Folder));
        if (said.Length > 0)
        {
            Directory.CreateDirectory(Path.Combine(line.Folder, adapter));
            await File.WriteAllTextAsync(Path.Combine(line.Folder, adapter, "system.yaml"), "", Ct);
        }

        using var error = new StringWriter();
        var shell = new Shell { Out = TextWriter.Null, Error = error, In = TextReader.Null, Environment = _ => null, Folder = line.Folder };
        var wish = new RecordWish(new Uri("http://10.0.0.8/"), new DraftNames(adapter, "find"), line.Folder, true, 0, [], false);
        var begun = await RecordStart.OfAsync(shell, new ServerSettings { Data = Path.Combine(line.Folder, "daas-data") }, wish, Ct);
        Assert.Equal(start, $"{begun.Url} {(begun.State is null ? "" : "clerk")} {begun.State}");
        Assert.StartsWith(said, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_door_opens_only_with_the_token_of_the_folder()
    {
        using var line = new CommandLine();
        await using var site = await Answering.ServeAsync(line, new Answering(line.Folder));
        using var client = site.Client();
        using var without = await client.GetAsync("/control/keys", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, without.StatusCode);
        client.DefaultRequestHeaders.Add("Authorization", $"Bearer {site.Token}");
        using var operators = await client.GetAsync("/control/keys", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, operators.StatusCode);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(line.Folder, "daas-data", "server.json")));
    }

    [Fact]
    public async Task A_file_left_behind_by_a_killed_gateway_does_not_count()
    {
        using var line = new CommandLine();
        Directory.CreateDirectory(Path.Combine(line.Folder, "daas-data"));
        ServerFile.New("http://127.0.0.1:9", "/nowhere").Write(Path.Combine(line.Folder, "daas-data"));
        Assert.Equal(ExitCodes.Good, await line.RunAsync("keys", "add", "platform"));
        Assert.StartsWith("daas_", line.Out, StringComparison.Ordinal);
    }
}
