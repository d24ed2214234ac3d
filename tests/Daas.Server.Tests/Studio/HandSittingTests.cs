using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Core.Storage;
using Daas.Runtime;
using Daas.Runtime.Browsers;
using Daas.Runtime.Connections;
using Daas.Runtime.Sessions;
using Daas.Server.Storage;
using Daas.Server.Studio.Hand;
using Daas.Server.Studio.Live;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Daas.Server.Tests.Studio;

/// <summary>How signing in by hand ends, with a real browser and a clock that is set by the test.</summary>
public sealed class HandSittingTests : IAsyncLifetime
{
    private static readonly ConnectionId Id = new("town", ConnectionId.DefaultName);

    private readonly string _folder = Directory.CreateTempSubdirectory("daas-hand-").FullName;
    private readonly Clock _clock = new();
    private readonly AskingPath _path = new();
    private ServiceProvider _services = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private HandSittings Sittings => _services.GetRequiredService<HandSittings>();

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection().AddLogging().AddSingleton<TimeProvider>(_clock).AddLiteStores(_folder).AddDaasRuntime();
        services.AddSingleton<SystemPath>(_path).AddSingleton<LiveScreens>().AddHandSignIn();
        services.AddSingleton(s => new HandDesk
        {
            Find = id => s.GetRequiredService<ConnectionDirectory>().Find(id.Adapter, id.Name)?.Health,
            BeginAsync = async (id, person, ct) => await s.GetRequiredService<ConnectionDirectory>().Find(id.Adapter, id.Name)!.BeginByHandAsync(person, ct),
            FindBrowserAsync = async ct => (await s.GetRequiredService<BrowserFinder>().FindOrInstallAsync(static _ => { }, ct)).ExecutablePath,
        });
        _services = services.BuildServiceProvider();
        await _services.GetRequiredService<CredentialStore>().SaveAsync(Id, "clerk", "secret", Ct);
        await _services.GetRequiredService<ConnectionDirectory>().ApplyAsync([Town], Ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Who_leaves_the_page_for_two_minutes_is_gone_and_another_begins()
    {
        Assert.Null(await Sittings.BeginAsync(Id, "mine", "here", Ct));
        await UntilAsync("mine", HandPhase.Yours);
        Assert.Null(Sittings.Find(Id, "other"));
        Assert.Equal(HandRefusal.Taken, (await Sittings.BeginAsync(Id, "other", "there", Ct))!.Refusal);
        Assert.Null(await Sittings.BeginAsync(Id, "mine", "here", Ct));

        _clock.Add(HandSitting.MostAway + TimeSpan.FromSeconds(1));
        Assert.Equal("hand.left", (await UntilAsync("mine", HandPhase.Ended)).Text);
        Assert.Null(await Sittings.BeginAsync(Id, "other", "there", Ct));
        Assert.Equal("hand.yours", (await UntilAsync("other", HandPhase.Yours)).Text);
    }

    [Fact]
    public async Task Who_takes_longer_than_ten_minutes_or_gives_up_has_signed_nobody_in()
    {
        await Sittings.BeginAsync(Id, "mine", "here", Ct);
        await UntilAsync("mine", HandPhase.Yours);
        _clock.Add(HandSitting.Most + TimeSpan.FromSeconds(1));
        Assert.Equal("hand.tooLong", (await UntilAsync("mine", HandPhase.Ended)).Text);

        await Sittings.BeginAsync(Id, "mine", "here", Ct);
        await UntilAsync("mine", HandPhase.Yours);
        await Sittings.Find(Id, "mine")!.DisposeAsync();
        Assert.Equal("hand.givenUp", Sittings.Find(Id, "mine")!.Now.Standing.Text);
        Assert.NotEqual(SessionState.Usable, _services.GetRequiredService<ConnectionDirectory>().Find("town")!.Health.Session);
    }

    [Fact]
    public async Task What_the_person_says_is_done_is_looked_at_and_refused_where_nobody_is_signed_in()
    {
        await Sittings.BeginAsync(Id, "mine", "here", Ct);
        await UntilAsync("mine", HandPhase.Yours);
        Sittings.Find(Id, "mine")!.Look();
        Assert.Equal(("hand.notYet", "请输入验证码"), await UntilAsync("mine", "hand.notYet"));

        _path.Looked = new AttemptResult();
        Sittings.Find(Id, "mine")!.Look();
        Assert.Equal("hand.done", (await UntilAsync("mine", HandPhase.Done)).Text);
        Assert.Equal(SessionState.Usable, _services.GetRequiredService<ConnectionDirectory>().Find("town")!.Health.Session);
    }

    [Fact]
    public async Task A_refused_account_ends_it_with_the_systems_words_and_is_not_shown_to_it_again()
    {
        _path.SignedIn = new SignInResult(null, new RunError(ErrorClass.CredentialsRejected, "no") { Reason = "密码错误" });
        await Sittings.BeginAsync(Id, "mine", "here", Ct);
        Assert.Equal(("hand.account", "密码错误"), await UntilAsync("mine", "hand.account"));
        var again = await Sittings.BeginAsync(Id, "mine", "here", Ct);
        Assert.Equal((HandRefusal.Account, 1), (again!.Refusal, _path.SignIns));
    }

    private async Task<HandStanding> UntilAsync(string owner, HandPhase phase) => await UntilAsync(owner, s => s.Phase == phase);

    private async Task<(string Text, string? Words)> UntilAsync(string owner, string text)
    {
        var standing = await UntilAsync(owner, s => s.Text == text);
        return (standing.Text, standing.Words);
    }

    private async Task<HandStanding> UntilAsync(string owner, Func<HandStanding, bool> holds)
    {
        while (true)
        {
            var (standing, changed) = Sittings.Find(Id, owner)!.Now;
            if (holds(standing))
                return standing;
            await changed.WaitAsync(TimeSpan.FromSeconds(60), Ct);
        }
    }

    private static Adapter Town => new()
    {
        Id = Id.Adapter,
        Title = "Town",
        Url = new Uri("http://127.0.0.1:9/"),
        Version = "v1",
        SignIn = new SignIn { Steps = [], SignedIn = Shows("退出"), NeedsPerson = Shows("验证码") },
    };

    private static Sign Shows(string text) => new([new SignAlternative { Text = text }]);

    private sealed class Clock : TimeProvider
    {
        private long _ahead;

        public void Add(TimeSpan time) => Interlocked.Add(ref _ahead, time.Ticks);

        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _ahead));
    }

    /// <summary>A path whose system asks for a code.</summary>
    private sealed class AskingPath : SystemPath
    {
        public override RunPath Kind => RunPath.Browser;

        public SignInResult SignedIn { get; set; } = new(null, new RunError(ErrorClass.NeedsPerson, "asks"));

        public AttemptResult Looked { get; set; } = new() { Error = new RunError(ErrorClass.Drift, "not shown") { Reason = "请输入验证码" } };

        public int SignIns { get; set; }

        public override Task<PathLease> LeaseAsync(Binding binding, string session, string? state, CancellationToken ct) =>
            Task.FromResult<PathLease>(new Lease(this));

        public override Task<PathLease?> AttachAsync(Uri browser, CancellationToken ct) => Task.FromResult<PathLease?>(new Lease(this));

        public override Task ForgetAsync(string session) => Task.CompletedTask;

        private sealed class Lease(AskingPath path) : PathLease
        {
            public override Task<SignInResult> SignInAsync(Adapter adapter, Uri url, Credential credential, Tell tell, CancellationToken ct)
            {
                path.SignIns++;
                return Task.FromResult(path.SignedIn);
            }

            public override Task<AttemptResult> RunAsync(Attempt attempt, Tell tell, CancellationToken ct) => Task.FromResult(path.Looked);

            public override Task<string> StateAsync(CancellationToken ct) => Task.FromResult("""{"cookies":[],"origins":[]}""");

            public override void Discard()
            {
            }

            public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
