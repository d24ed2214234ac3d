using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Server.Commands;
using Daas.Server.Health;
using Daas.Server.Layout;
using Daas.Server.Operators;
using Daas.Server.Studio;
using Daas.Server.Studio.Editor;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daas.EndToEnd.Studio;

/// <summary>
/// The operators' pages over an adapter for each payload: it is the system's title, the operation's title and description, a key that nobody knows (and so
/// a problem's words), a comment, what a failing run says and what is told of the connection.
/// </summary>
internal sealed class InjectedSite : IAsyncDisposable
{
    public const string File = "find.yaml";

    private readonly string _folder = Directory.CreateTempSubdirectory("daas-injected-").FullName;
    private readonly AdapterCatalog _catalog;
    private readonly TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private WebApplication _app = null!;

    private InjectedSite() => _catalog = new AdapterCatalog(Root);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Root => Path.Combine(_folder, "adapters");

    public string Pages => _app.Urls.Single();

    public string SignInLink => $"{Pages}/sign-in?token={OperatorToken.In(_folder).Value}";

    /// <summary>Id of the adapter made of a payload.</summary>
    public static string Adapter(int index) => $"p{index}";

    public static async Task<InjectedSite> StartAsync()
    {
        var site = new InjectedSite();
        for (var i = 0; i < Payloads.All.Count; i++)
            await site.WriteAsync(i, wrong: false);
        await site._catalog.RefreshAsync(Ct);
        // From here on the files are wrong and an earlier version is in service, whose titles show.
        for (var i = 0; i < Payloads.All.Count; i++)
            await site.WriteAsync(i, wrong: true);
        await site._catalog.RefreshAsync(Ct);
        site._app = OperatorListener.Build(new ServerSettings { Data = site._folder, Admin = "http://127.0.0.1:0" }, site.Share, _ => site.Health(), _ => { });
        await site._app.StartAsync(Ct);
        return site;
    }

    public string PathOf(int index) => Path.Combine(Root, Adapter(index), File);

    /// <summary>Sends the parts of the health page again to whoever looks at it.</summary>
    public void Change() => _changed.TrySetResult();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _catalog.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WriteAsync(int index, bool wrong)
    {
        var payload = Payloads.All[index];
        var words = JsonSerializer.Serialize(payload);
        var folder = Directory.CreateDirectory(Path.Combine(Root, Adapter(index))).FullName;
        await System.IO.File.WriteAllTextAsync(Path.Combine(folder, "system.yaml"),
            $"adapter: {Adapter(index)}\ntitle: {words}\ndescription: {words}\nurl: http://127.0.0.1:8791/\n", Ct);
        // YAML takes neither line separators nor keys of more than a thousand characters as they are.
        var comment = new string([.. payload.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)]);
        var key = JsonSerializer.Serialize(payload.Length > 120 ? payload[..120] : payload);
        await System.IO.File.WriteAllTextAsync(PathOf(index), new StringBuilder()
            .Append($"# {comment}\noperation: find\nkind: pull\ntitle: {words}\ndescription: {words}\nsteps:\n  - open: /\n")
            .Append("output:\n  rows: { table: [a] }\n  fields:\n    a: { column: a }\n")
            .Append(wrong ? $"{key}: x\n" : "").ToString(), Ct);
    }

    private void Share(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<RunStore>(new Runs());
        builder.Services.AddSingleton<PictureStore>(new NoPictures());
        builder.Services.AddSingleton(new ApiAddress());
        builder.Services.AddSingleton(Studio());
        builder.Services.AddSingleton(new EditorDesk
        {
            Folder = Root,
            Catalog = () => _catalog.Current,
            RefreshAsync = _catalog.RefreshAsync,
            Connections = _ => [ConnectionId.DefaultName],
        });
    }

    private HealthDesk Health() => new()
    {
        Read = () => new Board(DateTimeOffset.UtcNow, Payloads.All.Select(Snapshot), _catalog.Current.Problems, Root),
        Watch = WatchAsync,
        SetMaintenanceAsync = (_, _, _) => Task.CompletedTask,
        Lift = _ => { },
        PersonDone = _ => { },
    };

    private StudioDesk Studio() => new()
    {
        Drafts = Path.Combine(_folder, "studio"),
        Recordings = Path.Combine(_folder, "recordings"),
        Catalog = () => _catalog.Current,
        BrowserAsync = _ => throw new InvalidOperationException("nothing is recorded here"),
        LendAsync = (_, _, _) => Task.FromResult(new LentSession { Refusal = LentSessionRefusal.NoAccount }),
        KeepAccountAsync = (_, _) => Task.FromResult<string?>(null),
        AccountAsync = (_, _) => Task.FromResult<Daas.Recorder.Capture.TypedCredential?>(null),
        Try = (_, _) => throw new InvalidOperationException("nothing is tried here"),
    };

    private async IAsyncEnumerable<HealthSnapshot> WatchAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await _changed.Task.WaitAsync(ct);
        yield return Snapshot(Payloads.All[0], 0);
    }

    private HealthSnapshot Snapshot(string payload, int index)
    {
        var fault = new Fault(ErrorClass.Drift, payload, "01JDCXK2V0", "find", DateTimeOffset.UtcNow, HasPicture: false);
        return new HealthSnapshot
        {
            Connection = new ConnectionId(Adapter(index), ConnectionId.DefaultName),
            Title = payload,
            Url = new Uri("http://127.0.0.1:8791/"),
            Version = "4f1c09ab77de",
            State = ConnectionState.Broken,
            Since = DateTimeOffset.UtcNow,
            Reads = ConnectionState.Broken,
            Reason = payload + (_changed.Task.IsCompleted ? " again" : ""),
            Class = ErrorClass.Drift,
            LastError = fault with { Text = payload + (_changed.Task.IsCompleted ? " again" : "") },
            Operations =
            [
                new OperationHealth
                {
                    Operation = "find",
                    Title = payload,
                    Kind = OperationKind.Pull,
                    State = ConnectionState.Broken,
                    Since = DateTimeOffset.UtcNow,
                    LastError = fault,
                    Fallback = fault,
                    HasHttp = true,
                    Paths = [new PathHealth { Path = RunPath.Http, Failed = 1, LastError = fault }],
                },
            ],
        };
    }

    /// <summary>A failed run that says each payload.</summary>
    private sealed class Runs : RunStore
    {
        public override Task AppendAsync(RunRecord record, CancellationToken ct) => Task.CompletedTask;

        public override Task<RunRecord?> FindAsync(string run, CancellationToken ct) => Task.FromResult<RunRecord?>(null);

        public override Task<int> TrimAsync(DateTimeOffset before, CancellationToken ct) => Task.FromResult(0);

        public override Task<IReadOnlyList<RunRecord>> RecentAsync(string? adapter, string? operation, DateTimeOffset since, int count, CancellationToken ct) =>
            Task.FromResult<IReadOnlyList<RunRecord>>([.. Payloads.All.Select((payload, i) => new RunRecord
            {
                Run = $"01JDCXK{i:000}",
                Adapter = adapter ?? "",
                Operation = operation ?? "",
                Connection = ConnectionId.DefaultName,
                Version = "4f1c09ab77de",
                Caller = payload,
                Path = RunPath.Http,
                StartedAt = DateTimeOffset.UtcNow,
                Duration = TimeSpan.FromSeconds(1),
                Error = ErrorClass.Drift,
                ErrorText = payload,
                Fallback = ErrorClass.Drift,
                FallbackText = payload,
            })]);
    }

    private sealed class NoPictures : PictureStore
    {
        public override Task SaveAsync(string run, byte[] bytes, CancellationToken ct) => Task.CompletedTask;

        public override Task<byte[]?> FindAsync(string run, CancellationToken ct) => Task.FromResult<byte[]?>(null);
    }
}
