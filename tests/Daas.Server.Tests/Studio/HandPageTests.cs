using System.Net;
using System.Text.RegularExpressions;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Runtime.Connections;
using Daas.Server.Studio.Hand;
using Daas.Server.Tests.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Daas.Server.Tests.Studio;

/// <summary>The page for signing in by hand, without a browser: who may begin, and what is said to who may not.</summary>
public sealed partial class HandPageTests
{
    private const string Page = "/studio/sign-in/oa/default";
    private const string Hostile = "<script>alert(1)</script>\"'&";

    private static readonly DateTimeOffset Since = new(2026, 11, 23, 9, 30, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 0)]
    public async Task The_health_page_offers_it_where_a_person_can_help(bool forPersons, int buttons)
    {
        await using var site = await SiteAsync(new HandStart(), forPersons);
        using var client = await site.SignedInAsync();
        var page = await client.GetStringAsync("/", Ct);
        Assert.Contains("waiting for a person", page, StringComparison.Ordinal);
        Assert.Equal(buttons, Regex.Count(page, $"action=\"{Page}\""));
        Assert.Equal(buttons, Regex.Count(page, ">Sign in by hand<"));
    }

    [Fact]
    public async Task Nothing_begins_by_looking_and_what_begins_is_said_before()
    {
        var begun = 0;
        await using var site = await SiteAsync(new HandStart(), begun: () => begun++);
        using var client = await site.SignedInAsync();
        var page = await client.GetStringAsync(Page, Ct);
        Assert.Contains("User name and password are filled in", page, StringComparison.Ordinal);
        Assert.Equal(0, begun);
    }

    public static TheoryData<string, string> Refusals => new()
    {
        { nameof(HandRefusal.Taken), "Somebody at 10.1.2.3 has been signing in since 2026-11-23" },
        { nameof(HandRefusal.Account), "missing, refused or locked" },
        { nameof(HandRefusal.NotForPersons), "does not need a person" },
        { nameof(HandRefusal.SignedIn), "is signed in already" },
        { nameof(HandRefusal.Retired), "was removed" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Why_it_does_not_begin_is_said_in_words_and_the_systems_own_are_text(string refusal, string words)
    {
        var start = new HandStart
        {
            Refusal = Enum.Parse<HandRefusal>(refusal),
            Other = refusal == nameof(HandRefusal.Taken) ? ("10.1.2.3", Since) : null,
            Error = refusal == nameof(HandRefusal.Account) ? new RunError(ErrorClass.CredentialsRejected, "no") { Reason = Hostile } : null,
        };
        await using var site = await SiteAsync(start);
        using var client = await site.SignedInAsync();
        using var answer = await BeginAsync(client);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.Contains(words, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_begun_neither_without_a_sign_in_nor_from_another_site_nor_without_our_form()
    {
        var begun = 0;
        await using var site = await SiteAsync(new HandStart { Refusal = HandRefusal.SignedIn }, begun: () => begun++);
        using var stranger = site.Client();
        using (var answer = await stranger.PostAsync(Page, null, Ct))
            Assert.Equal((HttpStatusCode.Redirect, "/sign-in"), (answer.StatusCode, answer.Headers.Location!.AbsolutePath));
        using var client = await site.SignedInAsync();
        using (var answer = await client.PostAsync(Page, null, Ct))
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        client.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        using (var answer = await BeginAsync(client))
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(0, begun);
    }

    [Fact]
    public async Task A_connection_that_there_is_not_has_no_page()
    {
        await using var site = await SiteAsync(null);
        using var client = await site.SignedInAsync();
        foreach (var path in new[] { "/studio/sign-in/nothing/default", "/studio/sign-in/nothing/default/standing" })
        {
            using var answer = await client.GetAsync(path, Ct);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }
    }

    private static Task<OperatorSite> SiteAsync(HandStart? start, bool forPersons = true, Action? begun = null)
    {
        var health = new SampleHealth();
        var connection = SampleHealth.Connection("oa", "协同办公", ConnectionState.NeedsPerson) with { Class = ErrorClass.NeedsPerson, ForPersons = forPersons };
        health.Change(connection);
        var desk = new HandDesk
        {
            Find = id => id == connection.Connection ? connection : null,
            BeginAsync = (_, _, _) =>
            {
                begun?.Invoke();
                return Task.FromResult(start);
            },
            FindBrowserAsync = _ => throw new InvalidOperationException("No browser is needed."),
        };
        return OperatorSite.StartAsync(health, services: services => services.AddSingleton(desk));
    }

    private static async Task<HttpResponseMessage> BeginAsync(HttpClient client)
    {
        var page = await client.GetStringAsync(Page, Ct);
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("__RequestVerificationToken", Token().Match(page).Groups[1].Value)]);
        return await client.PostAsync(Page, form, Ct);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
