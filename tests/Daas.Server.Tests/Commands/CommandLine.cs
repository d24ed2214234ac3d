using Daas.Server.Commands;

namespace Daas.Server.Tests.Commands;

/// <summary>The command line with a terminal, an environment and a current folder of its own.</summary>
internal sealed class CommandLine : IDisposable
{
    private readonly StringWriter _out = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    public string Folder { get; } = Directory.CreateTempSubdirectory("daas-cli-").FullName;

    public Dictionary<string, string> Environment { get; } = [];

    /// <summary>What standard input holds.</summary>
    public string Input { get; set; } = "";

    public string Out => _out.ToString();

    public string Error => _error.ToString();

    public Shell Shell => new() { Out = _out, Error = _error, In = new StringReader(Input), Environment = Environment.GetValueOrDefault, Folder = Folder };

    public Task<int> RunAsync(params string[] args) => Verbs.RunAsync(args, Shell, TestContext.Current.CancellationToken);

    public void Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }

    /// <summary>An adapter with one operation, without a sign-in.</summary>
    public void WriteAdapter(string id = "town-hall", string operation = "find-people")
    {
        Write($"adapters/{id}/system.yaml", $"adapter: {id}\ntitle: 办事大厅\nurl: http://127.0.0.1:9/\n");
        Write(
            $"adapters/{id}/{operation}.yaml",
            $$"""
            operation: {{operation}}
            kind: pull
            title: 查询人员
            input:
              name: { type: string, title: 姓名, required: true, example: 张伟 }
              since: { type: date, title: 起始日期 }
              json: { type: string, title: 附加条件 }
            steps:
              - open: /people
              - fill: 姓名
                with: ${name}
            output:
              rows: { table: [编号, 姓名] }
              fields:
                id: { column: 编号 }
                name: { column: 姓名 }
              empty: { text: 没有记录 }
            """);
    }

    public void Dispose()
    {
        _out.Dispose();
        _error.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
