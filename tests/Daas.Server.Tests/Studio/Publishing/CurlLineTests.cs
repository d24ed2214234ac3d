using System.Diagnostics;
using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Server.Studio.Publishing;
using Xunit;

namespace Daas.Server.Tests.Studio.Publishing;

public sealed class CurlLineTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("daas-curl-").FullName;

    public static TheoryData<string> Hostile =>
    [
        "张伟", "O'Brien", "'; touch pwned; '", "$(touch pwned)", "`touch pwned`", "a\ntouch pwned\n", "\e[201~\ntouch pwned\n", "\" & touch pwned & \"",
        "!!", "\\", "-o pwned", "@/etc/passwd", "\u202Egnp.exe", "a\0b", "\u2028touch pwned", "<script>", "%s", "a&b=c",
    ];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Hostile))]
    public async Task Whatever_an_example_holds_a_shell_runs_curl_alone_and_the_value_arrives(string value)
    {
        var pull = await ArgumentsAsync(Line(OperationKind.Pull, value));
        var at = Array.FindIndex(pull, a => a.StartsWith("name=", StringComparison.Ordinal));
        var given = pull[at]["name=".Length..];
        Assert.Equal(value, pull[at - 1] switch { "--data-urlencode" => given, "--data" => Uri.UnescapeDataString(given), var other => other });

        var push = await ArgumentsAsync(Line(OperationKind.Push, value));
        using var body = JsonDocument.Parse(push[Array.IndexOf(push, "-d") + 1]);
        Assert.Equal((value, 5), (body.RootElement.GetProperty("name").GetString(), body.RootElement.GetProperty("count").GetInt32()));
        Assert.Empty(Directory.EnumerateFiles(_folder));
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void No_line_holds_what_a_terminal_acts_on(string value)
    {
        foreach (var kind in Enum.GetValues<OperationKind>())
        {
            var line = Line(kind, value);
            Assert.DoesNotContain(line, c => char.IsControl(c) || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.Format);
        }
    }

    [Fact]
    public void A_file_is_a_part_of_a_form_and_what_is_missing_has_a_value_of_its_type()
    {
        var operation = Operation(OperationKind.Push) with
        {
            Input =
            [
                new Parameter { Name = "scan", Type = ParameterType.File, Required = true },
                new Parameter { Name = "day", Type = ParameterType.Date, Required = true },
                new Parameter { Name = "kind", Required = true, OneOf = ["收文", "发文"] },
                new Parameter { Name = "note" },
            ],
        };
        Assert.EndsWith(
            " -F 'scan=@FILE' --form-string 'day=2026-01-31' --form-string 'kind=收文'", CurlLine.Of(operation, "http://a/", new Dictionary<string, string>()),
            StringComparison.Ordinal);
    }

    private static Operation Operation(OperationKind kind) => new()
    {
        Id = "b",
        Kind = kind,
        Title = "b",
        Input = [new Parameter { Name = "name", Required = true }, new Parameter { Name = "count", Type = ParameterType.Integer, Example = "5" }],
    };

    private static string Line(OperationKind kind, string value) =>
        CurlLine.Of(Operation(kind), "http://127.0.0.1:1/api/a/b", new Dictionary<string, string> { ["name"] = value });

    /// <summary>Runs the line in a real shell, where curl only notes what it is given.</summary>
    private async Task<string[]> ArgumentsAsync(string line)
    {
        var noted = Path.Combine(_folder, "noted");
        var script = $"curl() {{ for a; do printf '%s\\0' \"$a\"; done > '{noted}'; }}\n{line}\n";
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh") { WorkingDirectory = _folder, ArgumentList = { "-c", script } })!;
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
        var arguments = (await File.ReadAllTextAsync(noted, TestContext.Current.CancellationToken)).Split('\0')[..^1];
        File.Delete(noted);
        return arguments;
    }
}
