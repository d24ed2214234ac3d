using System.Net;
using System.Text;

namespace Daas.Server.Sandbox;

/// <summary>One old system: a loopback web server of its own with its switches, its access log and its accounts.</summary>
public abstract class SandboxSystem : IAsyncDisposable
{
    private readonly TimeProvider _time;
    private readonly ControlPages _control;
    private WebApplication? _app;

    private protected SandboxSystem(TimeProvider time, string title, Encoding charset, Wording wording, AccountBook accounts, SessionTable sessions)
    {
        _time = time;
        Title = title;
        Charset = charset;
        Wording = wording;
        Accounts = accounts;
        Sessions = sessions;
        Switches = new Switches(() => { lock (Gate) Sessions.Clear(); });
        wording.Follow(Switches);
        _control = new ControlPages(this);
    }

    /// <summary>The system's own name, as its pages show it.</summary>
    public string Title { get; }

    /// <summary>The address it listens on, ending in a slash.</summary>
    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public Switches Switches { get; }

    public AccessLog Log { get; } = new();

    /// <summary>The code that was sent to the clerk's phone last; null: none was.</summary>
    public string? Code { get; internal set; }

    internal Encoding Charset { get; }

    internal Wording Wording { get; }

    internal AccountBook Accounts { get; }

    internal SessionTable Sessions { get; }

    /// <summary>Held while a page is built or the records are read: these systems do one thing at a time.</summary>
    internal Lock Gate { get; } = new();

    internal DateTimeOffset UtcNow => _time.GetUtcNow();

    internal DateTime Now => TimeZoneInfo.ConvertTime(_time.GetUtcNow(), TimeZoneInfo.Local).DateTime;

    /// <summary>Records as at the start, accounts unlocked, nobody signed in, switches off, log empty.</summary>
    public void Reset()
    {
        lock (Gate)
        {
            Switches.AllOff();
            Sessions.Clear();
            Accounts.Reset();
            Log.Clear();
            Code = null;
            Restock();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is null) return;
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _app = null;
    }

    /// <summary>All records of one kind ("" = the main kind), or null when there is no such kind. Called under <see cref="Gate"/>.</summary>
    internal abstract IEnumerable<object>? Rows(string kind);

    /// <summary>Answers one request of the system itself. Called under <see cref="Gate"/>.</summary>
    private protected abstract Reply Answer(Call call);

    private protected abstract void Restock();

    private protected abstract Reply MaintenancePage();

    internal async Task StartAsync(int port, CancellationToken ct)
    {
        try
        {
            await ListenAsync(port, ct);
        }
        catch (IOException) when (port != 0)
        {
            await ListenAsync(0, ct);
        }
    }

    private async Task ListenAsync(int port, CancellationToken ct)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 32 << 20;
            kestrel.Listen(IPAddress.Loopback, port);
            // Old systems put the raw bytes of a Chinese file name into a header.
            kestrel.ResponseHeaderEncodingSelector = _ => Encoding.Latin1;
            kestrel.RequestHeaderEncodingSelector = _ => Encoding.Latin1;
        });
        builder.Services.AddSingleton<IHostLifetime, BorrowedLifetime>();
        var app = builder.Build();
        app.Run(HandleAsync);
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }

        _app = app;
        Url = new Uri(app.Urls.Single() + "/");
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (context.Request.Path.StartsWithSegments("/_sandbox", out var rest))
        {
            await (await _control.AnswerAsync(rest.Value ?? "", context.Request, context.RequestAborted)).SendAsync(context);
            return;
        }

        var arrived = _time.GetUtcNow();
        var inFlight = Log.Arrive();
        var status = 0;
        try
        {
            if (Switches.Slow > 0) await Task.Delay(TimeSpan.FromMilliseconds(Switches.Slow), _time, context.RequestAborted);
            if (Switches.Down)
            {
                context.Abort();
                return;
            }

            var reply = await ReplyAsync(context);
            status = reply.Status;
            await reply.SendAsync(context);
        }
        catch (OperationCanceledException)
        {
            // The caller went away; there is nobody to answer.
        }
        finally
        {
            Log.Leave(new AccessEntry(arrived, context.Request.Method, context.Request.Path + context.Request.QueryString, inFlight, status));
        }
    }

    private async Task<Reply> ReplyAsync(HttpContext context)
    {
        if (Switches.Unavailable) return Reply.Text("<html><body><h1>Service Unavailable</h1></body></html>", "text/html", Charset) with { Status = 503 };
        if (Switches.Maintenance) return MaintenancePage();
        var call = await Call.ReadAsync(context.Request, Charset, context.RequestAborted);
        lock (Gate) return Answer(call);
    }
}
