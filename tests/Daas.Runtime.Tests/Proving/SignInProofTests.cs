using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Proving;
using Daas.Runtime.Sessions;
using Daas.Runtime.Tests.Connections;
using Xunit;
using static Daas.Runtime.Tests.Connections.TestBed;

namespace Daas.Runtime.Tests.Proving;

/// <summary>Signing in by plain requests is not believed before it was tried.</summary>
public sealed class SignInProofTests
{
    private static readonly SignInResult s_drifted = new(null, new RunError(ErrorClass.Drift, "no such form")) { Submitted = true };

    [Fact]
    public async Task What_was_never_proved_sends_no_passwords()
    {
        await using var bed = await StartAsync(ByHttp(Town(signIn: true), signIn: true, proved: false));
        Assert.True((await bed.RunAsync("find")).Succeeded);
        Assert.Equal((0, 1), (bed.Http.SignIns, bed.Path.SignIns));
    }

    [Fact]
    public async Task A_proof_signs_in_by_http_also_where_somebody_is_signed_in_already()
    {
        await using var register = await SignedInAsync();
        await foreach (var _ in register.Directory.Find("register")!.RunAsync(Find(register), TestContext.Current.CancellationToken))
        {
        }

        Assert.Equal((0, 1), (register.Http.SignIns, register.Browser.SignIns));
        var end = PullProofTests.End(await register.ProveAsync("find"));
        Assert.Equal((ProofVerdict.Proved, null), (end.Verdict, end.SignIn));
        Assert.Equal(1, register.Http.SignIns);
    }

    [Fact]
    public async Task Where_it_does_not_work_the_operation_is_proved_in_a_session_of_the_browser()
    {
        await using var register = await SignedInAsync();
        register.Http.SignIn = (_, _, _) => Task.FromResult(s_drifted);
        var end = PullProofTests.End(await register.ProveAsync("find"));
        Assert.Equal((ProofVerdict.Proved, "no such form"), (end.Verdict, end.SignIn?.Message));
        Assert.Equal(1, register.Http.SignIns);

        // The proof is of the script as it is to become; until then it does not count.
        var without = register.Adapter with { SignIn = register.Adapter.SignIn! with { Http = null } };
        var id = new ConnectionId("register", ConnectionId.DefaultName);
        Assert.NotNull(register.Directory.Proofs.WhyNotHttp(id, register.Adapter, register.Adapter.Find("find")!));
        Assert.Null(register.Directory.Proofs.WhyNotHttp(id, without, without.Find("find")!));
    }

    private static async Task<Register> SignedInAsync()
    {
        var register = new Register();
        register.SignIn();
        await register.Stores.CredentialStore.SaveAsync(new ConnectionId("register", ConnectionId.DefaultName), "clerk", "secret", CancellationToken.None);
        await register.Directory.ApplyAsync([register.Adapter], TestContext.Current.CancellationToken);
        return register;
    }

    private static RunRequest Find(Register register) => new()
    {
        Run = RunId.New(TimeProvider.System),
        Adapter = register.Adapter.Id,
        Operation = "find",
        Inputs = new Dictionary<string, string>(),
    };
}
