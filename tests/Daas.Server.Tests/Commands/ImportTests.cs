using Daas.Server.Commands;

namespace Daas.Server.Tests.Commands;

public sealed class ImportTests
{
    internal const string Archive = """
        {"log":{"version":"1.2","entries":[
          {"startedDateTime":"2026-11-23T09:00:00Z","time":9,"request":{"method":"GET","url":"http://127.0.0.1:9/login","headers":[]},
           "response":{"status":200,"headers":[],"content":{"mimeType":"text/html","text":"<form method=post action=login>User <input name=u> Password <input type=password name=k><input type=submit value='Sign in'></form>"}}},
          {"startedDateTime":"2026-11-23T09:00:09Z","time":9,"request":{"method":"POST","url":"http://127.0.0.1:9/login","headers":[],
            "postData":{"mimeType":"application/x-www-form-urlencoded","text":"u=ada&k=s3cret-word"}},
           "response":{"status":302,"redirectURL":"http://127.0.0.1:9/home","headers":[],"content":{"mimeType":"text/html"}}},
          {"startedDateTime":"2026-11-23T09:00:09.1Z","time":9,"request":{"method":"GET","url":"http://127.0.0.1:9/home","headers":[]},
           "response":{"status":200,"headers":[],"content":{"mimeType":"text/html","text":"<a href=people>People</a> <a href=out>Sign out</a>"}}},
          {"startedDateTime":"2026-11-23T09:00:19Z","time":9,"request":{"method":"GET","url":"http://127.0.0.1:9/people","headers":[]},
           "response":{"status":200,"headers":[],"content":{"mimeType":"text/html","text":"<a href=out>Sign out</a><table><tr><th>Number<th>Name<th>Town<tr><td>17<td>Ada<td>Bath<tr><td>18<td>Grace<td>York<tr><td>19<td>Mary<td>Hull</table>"}}}
        ]}}
        """;

    [Fact]
    public async Task An_archive_becomes_scripts_that_pass_the_check_and_hold_no_password()
    {
        using var line = new CommandLine();
        line.Write("monday.har", Archive);

        Assert.Equal(ExitCodes.Good, await line.RunAsync("import", "monday.har", "--adapter", "town-hall", "--operation", "find-people"));

        Assert.Contains("Answer: a list with Number, Name, Town", line.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Good, await line.RunAsync("check"));
        foreach (var file in Directory.EnumerateFiles(line.Folder, "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".har", StringComparison.Ordinal)))
            Assert.DoesNotContain("s3cret-word", await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret-word", line.Out + line.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_kept_is_drafted_anew_with_what_is_pointed_at()
    {
        using var line = new CommandLine();
        line.Write("monday.har", Archive);
        await line.RunAsync("import", "monday.har", "--adapter", "town-hall", "--operation", "find-people");
        var kept = Directory.EnumerateDirectories(Path.Combine(line.Folder, "daas-data", "recordings", "town-hall", "find-people")).Single();

        Assert.Equal(ExitCodes.Good, await line.RunAsync("import", kept, "--adapter", "town-hall", "--operation", "find-all", "--pick", "Grace"));
        Assert.True(File.Exists(Path.Combine(line.Folder, "adapters", "town-hall", "find-all.yaml")));
    }

    [Fact]
    public async Task Open_questions_are_named_and_the_scripts_can_still_be_read()
    {
        using var line = new CommandLine();
        line.Write("flow.json", """{"steps":[{"type":"navigate","url":"http://127.0.0.1:9/"},{"type":"click","selectors":[["aria/People"]]}]}""");

        Assert.Equal(ExitCodes.Needs, await line.RunAsync("import", "flow.json", "--adapter", "town-hall", "--operation", "find-people"));

        Assert.Contains("question output:", line.Out, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Good, await line.RunAsync("check"));
    }

    [Theory]
    [InlineData("{", "line 1")]
    [InlineData("""{"log":{"entries":[{}]}}""", "$.log.entries[0].request is missing")]
    public async Task A_bad_file_is_told_with_its_place_and_nothing_is_written(string text, string said)
    {
        using var line = new CommandLine();
        line.Write("bad.har", text);

        Assert.Equal(ExitCodes.Usage, await line.RunAsync("import", "bad.har", "--adapter", "town-hall", "--operation", "find-people"));

        Assert.Contains(said, line.Error, StringComparison.Ordinal);
        Assert.Equal(["bad.har"], Directory.EnumerateFileSystemEntries(line.Folder).Select(Path.GetFileName));
    }
}
