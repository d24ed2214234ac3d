using System.Net;
using System.Text.RegularExpressions;
using Daas.Runtime.Connections;
using Daas.Server.Tests.Health;

namespace Daas.Server.Tests.Operators;

public sealed partial class OperatorSignInTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/")]
    [InlineData("/health")]
    [InlineData("/pictures/01JDCXK2V0.png")]
    [InlineData("/connections/civil/default/find")]
    public async Task Nothing_is_shown_without_signing_in(string path)
    {
        await using var site = await OperatorSite.StartAsync(Sample(), picture: [1]);
        using var client = site.Client();
        using var answer = await client.GetAsync(path, Ct);
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.StartsWith("/sign-in", answer.Headers.Location!.PathAndQuery, StringComparison.Ordinal);
        using var stream = await client.GetAsync("/health/stream", Ct);
        Assert.Equal(HttpStatusCode.Unauthorized, stream.StatusCode);
    }

    [Fact]
    public async Task The_link_signs_in_and_its_token_leaves_the_address()
    {
        await using var site = await OperatorSite.StartAsync(Sample());
        using var client = site.Client();
        using var answer = await client.GetAsync($"/sign-in?token={site.Token}", Ct);
        Assert.Equal("/", answer.Headers.Location!.OriginalString);
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("daas-operator=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(site.Token, cookie, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/", Ct)).StatusCode);
    }

    [Fact]
    public async Task A_wrong_token_is_refused_in_words()
    {
        await using var site = await OperatorSite.StartAsync(Sample());
        using var client = site.Client();
        using var link = await client.GetAsync("/sign-in?token=wrong", Ct);
        Assert.Equal(HttpStatusCode.Forbidden, link.StatusCode);
        Assert.Contains("not this gateway", await link.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        using var pasted = await client.PostAsync("/sign-in", Form(await client.GetStringAsync("/sign-in", Ct), ("token", "wrong")), Ct);
        Assert.Equal(HttpStatusCode.Forbidden, pasted.StatusCode);
    }

    [Fact]
    public async Task A_pasted_token_signs_in_and_signing_out_ends_it()
    {
        await using var site = await OperatorSite.StartAsync(Sample());
        using var client = site.Client();
        using var signedIn = await client.PostAsync("/sign-in", Form(await client.GetStringAsync("/sign-in", Ct), ("token", site.Token), ("to", "//evil.example/")), Ct);
        Assert.Equal("/", signedIn.Headers.Location!.OriginalString);
        using var signedOut = await client.PostAsync("/sign-out", Form(await client.GetStringAsync("/", Ct)), Ct);
        Assert.Equal(HttpStatusCode.Redirect, signedOut.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await client.GetAsync("/", Ct)).StatusCode);
    }

    [Fact]
    public async Task The_token_is_kept_for_its_owner_alone()
    {
        await using var site = await OperatorSite.StartAsync(Sample());
        var path = Path.Combine(site.Folder, "operator.token");
        Assert.Equal(site.Token, (await File.ReadAllTextAsync(path, Ct)).Trim());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task Another_name_for_this_machine_is_not_answered()
    {
        await using var site = await OperatorSite.StartAsync(Sample());
        using var client = await site.SignedInAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "rebound.example" } };
        using var answer = await client.SendAsync(request, Ct);
        Assert.Equal(HttpStatusCode.MisdirectedRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_button_needs_our_own_page_and_our_own_form()
    {
        var health = Sample();
        await using var site = await OperatorSite.StartAsync(health);
        using var client = await site.SignedInAsync();
        const string button = "/connections/civil/default/maintenance";
        var page = await client.GetStringAsync("/", Ct);

        using var bare = await client.PostAsync(button, new FormUrlEncodedContent([new("on", "true")]), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        using var foreign = new HttpRequestMessage(HttpMethod.Post, button) { Content = Form(page, ("on", "true")), Headers = { { "Origin", "http://evil.example" } } };
        Assert.Equal(HttpStatusCode.Forbidden, (await client.SendAsync(foreign, Ct)).StatusCode);
        Assert.Empty(health.Asked);

        using var own = new HttpRequestMessage(HttpMethod.Post, button) { Content = Form(page, ("on", "true")), Headers = { { "Origin", site.Url.GetLeftPart(UriPartial.Authority) } } };
        using var done = await client.SendAsync(own, Ct);
        Assert.Equal(HttpStatusCode.Redirect, done.StatusCode);
        Assert.Equal(["maintenance civil/default True"], health.Asked);
        Assert.Contains("Maintenance has begun", await client.GetStringAsync("/?done=maintenance-on", Ct), StringComparison.Ordinal);
    }

    private static SampleHealth Sample()
    {
        var health = new SampleHealth();
        health.Change(SampleHealth.Connection("civil", "民政业务管理系统", ConnectionState.Healthy, SampleHealth.Operation("find", "查询居民", 9)));
        return health;
    }

    private static FormUrlEncodedContent Form(string page, params (string Name, string Value)[] fields) =>
        new([new("__RequestVerificationToken", FormToken().Match(page).Groups[1].Value), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}
