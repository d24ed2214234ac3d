using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Server.Commands;
using Daas.Server.Gateway;

namespace Daas.EndToEnd;

/// <summary>Runs an operation by one path or the other, whatever the gateway would choose, and holds what they answer against each other.</summary>
internal sealed class BothPaths(DataFolder folder)
{
    private static readonly Dictionary<string, FileContent> NoFiles = [];

    /// <summary>A pull that must answer the same by both paths: the same rows in the same order, field by field, the same file, the same completeness.</summary>
    /// <returns>False where the operation has only one path.</returns>
    public async Task<bool> HoldEqualAsync(string operation, IReadOnlyDictionary<string, string> inputs, CancellationToken ct)
    {
        var (adapter, found) = Find(operation);
        if (found.Http is null || found.Kind != OperationKind.Pull)
            return false;
        var http = await RunAsync(adapter, found, inputs, NoFiles, RunPath.Http, ct);
        var browser = await RunAsync(adapter, found, inputs, NoFiles, RunPath.Browser, ct);
        Assert.True(http.Result.Error is null, $"{operation} by HTTP: {http.Result.Error}");
        Assert.True(browser.Result.Error is null, $"{operation} by the browser: {browser.Result.Error}");
        Assert.Equal((RunPath.Http, RunPath.Browser), (http.Result.Path, browser.Result.Path));
        Assert.Equal(browser.Rows, http.Rows);
        // How many pages they came on is the script's to choose: a grid is asked for more rows at a time than it shows.
        Assert.Equal(browser.Result.Complete, http.Result.Complete);
        Assert.Equal(browser.Result.File?.Name, http.Result.File?.Name);
        Assert.Equal(browser.Result.File?.Bytes, http.Result.File?.Bytes);
        return true;
    }

    /// <summary>Runs an operation by the path named, with inputs as a caller gives them.</summary>
    public Task<Answer> RunAsync(
        string operation, IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, FileContent> files, RunPath path, CancellationToken ct)
    {
        var (adapter, found) = Find(operation);
        return RunAsync(adapter, found, inputs, files, path, ct);
    }

    private async Task<Answer> RunAsync(
        Adapter adapter, Operation operation, IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, FileContent> files, RunPath path, CancellationToken ct)
    {
        var read = InputReader.Read(operation, inputs.ToDictionary(i => i.Key, i => (string?)i.Value), files);
        Assert.False(read.Failed, $"{operation.Id}: {read.Error}");
        var request = new RunRequest
        {
            Run = RunId.New(TimeProvider.System),
            Adapter = adapter.Id,
            Operation = operation.Id,
            Inputs = read.Value.Inputs,
            Files = read.Value.Files,
            Path = path,
            IdempotencyKey = operation.Kind == OperationKind.Push ? Guid.NewGuid().ToString("n") : null,
        };
        var rows = new List<string>();
        RunResult? result = null;
        await foreach (var told in folder.RunAsync(request, null, ct))
        {
            if (told is RunEvent.Rows page)
                rows.AddRange(page.Items.Select(r => Text(operation, r)));
            else if (told is RunEvent.Finished finished)
                result = finished.Result;
        }

        if (result!.Record is { } record)
            rows.Add(Text(operation, record));
        return new Answer(operation, result, rows);
    }

    private (Adapter Adapter, Operation Operation) Find(string operation)
    {
        var parts = operation.Split('/');
        var adapter = AdapterReader.ReadFolder(Path.Combine(folder.Adapters, parts[0])).Adapter!;
        return (adapter, adapter.Find(parts[1])!);
    }

    private static string Text(Operation operation, Row row)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, RowJson.Options))
            RowJson.Write(json, operation.Output!.Fields, row);
        return System.Text.Encoding.UTF8.GetString(bytes.ToArray());
    }

    /// <param name="Operation">What was run.</param>
    /// <param name="Result">How it ended.</param>
    /// <param name="Rows">Each row, or the record, as JSON.</param>
    internal sealed record Answer(Operation Operation, RunResult Result, IReadOnlyList<string> Rows)
    {
        /// <summary>Status and JSON of a push as a consumer would get them.</summary>
        public (int Status, JsonElement Json) AsPush()
        {
            using var bytes = new MemoryStream();
            using (var json = new Utf8JsonWriter(bytes, RowJson.Options))
            {
                if (Result.Error is null)
                    PushJson.Write(json, Operation, Result, []);
                else
                    Problem.Of(Result).Write(json);
            }

            return (Result.Error is null ? 200 : Problem.Of(Result).Status, JsonDocument.Parse(bytes.ToArray()).RootElement);
        }
    }
}
