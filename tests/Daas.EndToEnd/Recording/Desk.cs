using System.Text.Json;
using Daas.Server.Commands;

namespace Daas.EndToEnd.Recording;

/// <summary>An integrator's desk: folders of their own, and <c>daas</c> as it is called at a shell.</summary>
internal sealed class Desk : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public string Folder { get; } = Directory.CreateTempSubdirectory("daas-desk-").FullName;

    /// <summary>What the last recording said.</summary>
    public string Said { get; private set; } = "";

    /// <summary>Exit code of the last recording.</summary>
    public int Code { get; private set; }

    public string Scripts => Path.Combine(Folder, "adapters");

    /// <summary>Records while a person works; ends with their last page.</summary>
    public async Task RecordAsync(Uri url, string operation, Func<Person, Task> work, params string[] further)
    {
        var ct = TestContext.Current.CancellationToken;
        var (adapter, name) = (operation.Split('/')[0], operation.Split('/')[1]);
        using var said = new SaidLines();
        using var erred = new SaidLines();
        var recording = Task.Run(
            () => Verbs.RunAsync([.. Line("record"), url.ToString(), "--adapter", adapter, "--operation", name, "--headless", .. further], Shell(said, erred), ct), ct);
        var ready = await said.FirstAsync("ready: ", recording, ct);
        Assert.True(ready is not null, erred.ToString());
        await using (var person = await Person.AtAsync(ready["ready: ".Length..]))
        {
            try
            {
                await work(person);
            }
            finally
            {
                await person.LeaveAsync();
                Code = await recording.WaitAsync(Patience, ct);
            }
        }

        Said = $"{said}{erred}";
        TestContext.Current.TestOutputHelper?.WriteLine(Said);
        if (File.Exists(Script(operation)))
            TestContext.Current.TestOutputHelper?.WriteLine(await File.ReadAllTextAsync(Script(operation), ct));
    }

    /// <summary>Runs an operation; its answer as JSON, or what went wrong.</summary>
    public async Task<Answer> RunAsync(string operation, params (string Name, string Value)[] inputs)
    {
        using var said = new SaidLines();
        using var erred = new SaidLines();
        var files = Directory.CreateDirectory(Path.Combine(Folder, "files", Guid.NewGuid().ToString("n"))).FullName;
        string[] line = [.. Line("run"), operation, .. inputs.Select(i => $"--{i.Name}={i.Value}"), "--json", "--quiet", "--out", files];
        var code = await Verbs.RunAsync(line, Shell(said, erred), TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{string.Join(' ', line)}\n{said.ToString()[..Math.Min(said.ToString().Length, 2000)]}{erred}");
        var file = Directory.EnumerateFiles(files).FirstOrDefault();
        var text = said.ToString().Trim();
        return new Answer(code, erred.ToString(), text is ['{' or '[', ..] ? JsonDocument.Parse(text).RootElement : default,
            file is null ? null : Path.GetFileName(file), file is null ? null : await File.ReadAllBytesAsync(file));
    }

    /// <summary>Proves that the plain requests that were derived give what the browser gives; from then on they are what is run.</summary>
    public async Task ProveAsync(string operation)
    {
        using var said = new SaidLines();
        using var erred = new SaidLines();
        var code = await Verbs.RunAsync([.. Line("prove"), operation], Shell(said, erred), TestContext.Current.CancellationToken);
        TestContext.Current.TestOutputHelper?.WriteLine($"{said}{erred}");
        Assert.True(code == ExitCodes.Good, $"{said}{erred}");
        Assert.Contains("proved:", await File.ReadAllTextAsync(Script(operation), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    /// <summary>Stores an account, as <c>daas connect</c> does.</summary>
    public async Task ConnectAsync(string adapter, string user, string password)
    {
        using var asked = new StringReader(password + "\n");
        var code = await Verbs.RunAsync([.. Line("connect"), adapter, "--user", user], Shell(TextWriter.Null, TextWriter.Null) with { In = asked },
            TestContext.Current.CancellationToken);
        Assert.Equal(ExitCodes.Good, code);
    }

    public string Script(string operation) => Path.Combine(Scripts, operation + ".yaml");

    /// <summary>Where <c>DAAS_DESKS</c> names a folder the desk is kept there, to be looked at.</summary>
    public void Dispose()
    {
        if (Environment.GetEnvironmentVariable("DAAS_DESKS") is { Length: > 0 } kept)
        {
            var name = $"{TestContext.Current.TestMethod?.MethodName}-{Path.GetFileName(Folder)}";
            Directory.Move(Folder, Path.Combine(Directory.CreateDirectory(kept).FullName, name));
        }
        else
        {
            Directory.Delete(Folder, recursive: true);
        }
    }

    private string[] Line(string verb) => [verb, "--data", Path.Combine(Folder, "data"), "--adapters", Scripts];

    private Shell Shell(TextWriter said, TextWriter erred) =>
        new() { Out = said, Error = erred, In = TextReader.Null, Environment = Environment.GetEnvironmentVariable, Folder = Folder };
}
