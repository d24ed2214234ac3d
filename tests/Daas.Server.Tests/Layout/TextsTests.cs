using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Recorder.Drafting.Review;
using Daas.Recorder.Drafting.Stories;
using Daas.Runtime.Connections;
using Daas.Runtime.Resilience;
using Daas.Runtime.Sessions;
using Daas.Runtime.Trials;
using Daas.Server.Health;
using Daas.Server.Layout;
using Daas.Server.Studio.Publishing;
using Daas.Server.Studio.Rooms;

namespace Daas.Server.Tests.Layout;

public sealed partial class TextsTests
{
    [Fact]
    public void Both_languages_have_every_key() => Assert.Equal(Texts.English.Keys.Order(), Texts.Chinese.Keys.Order());

    [Fact]
    public void A_text_has_the_same_blanks_in_both_languages()
    {
        foreach (var key in Texts.English.Keys)
            Assert.True(Blanks(Texts.English[key]).SetEquals(Blanks(Texts.Chinese[key])) || key.EndsWith(".one", StringComparison.Ordinal), key);
    }

    [Fact]
    public void Every_key_in_the_source_is_a_text()
    {
        var source = Directory.EnumerateFiles(Path.Combine(Root(), "Daas.Server"), "*.*", SearchOption.AllDirectories)
            .Where(p => (p.EndsWith(".razor", StringComparison.Ordinal) || p.EndsWith(".cs", StringComparison.Ordinal)) && !p.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(p => KeyInSource().Matches(File.ReadAllText(p)).Select(m => m.Groups["key"].Value))
            .Distinct()
            .ToList();
        Assert.True(source.Count > 50);
        Assert.DoesNotContain(source, k => !Texts.English.Has(k));
    }

    [Fact]
    public void Every_error_class_is_explained_in_both_languages()
    {
        foreach (var error in Enum.GetValues<ErrorClass>())
        {
            foreach (var part in new[] { "name", "means", "next" })
                Assert.True(Texts.English.Has($"error.{error.Slug()}.{part}"), $"error.{error.Slug()}.{part}");
        }
    }

    [Fact]
    public void Every_state_has_its_word()
    {
        Assert.All(Enum.GetValues<ConnectionState>(), s => Assert.True(Texts.English.Has("state." + s.Slug())));
        Assert.All(Enum.GetValues<BreakerState>(), s => Assert.True(Texts.English.Has("health.breaker." + s.ToString().ToLowerInvariant())));
        Assert.All(Enum.GetValues<SessionState>(), s => Assert.True(Texts.English.Has("health.session." + s.ToString().ToLowerInvariant())));
    }

    [Fact]
    public void Every_word_of_the_studio_that_is_composed_is_there()
    {
        Assert.All(Enum.GetValues<RoomState>(), v => Has($"studio.state.{v}"));
        Assert.All(Enum.GetValues<DeedPart>(), v => Has($"studio.part.{v}"));
        Assert.All(Enum.GetValues<FieldType>(), v => Has($"studio.fieldType.{v}"));
        Assert.All(Enum.GetValues<ParameterType>(), v => Has($"studio.inputType.{v}"));
        Assert.All(Enum.GetValues<RunPath>(), v => Has($"studio.path.{v}"));
        Assert.All(Enum.GetValues<WaitedFor>(), v => Has($"studio.waitedFor.{v}"));
        Assert.All(Enum.GetValues<TrialRefusal>(), v => Has($"studio.try.refused.{v}"));
        Assert.All(Enum.GetValues<PushOutcome>(), v => Has($"studio.outcome.{v}"));
        Assert.All(Enum.GetValues<PublishRefusal>(), v => Has($"studio.publish.refused.{v}"));
        Assert.All(Enum.GetValues<ChangeKind>(), v => Has($"studio.change.{v}"));
        Assert.All(Enum.GetValues<ChangeSubject>(), v => Has($"studio.subject.{v}"));
        Assert.All(Enum.GetValues<SystemFaultKind>(), v => Has($"studio.fault.{v}"));
        Assert.All(Enum.GetValues<LentSessionRefusal>().Except([LentSessionRefusal.NoSignIn]), v => Has($"studio.lend.{v}"));

        static void Has(string key) => Assert.True(Texts.English.Has(key), key);
    }

    [Theory]
    [InlineData(3, "just now")]
    [InlineData(59, "59 seconds ago")]
    [InlineData(60, "1 minute ago")]
    [InlineData(7300, "2 hours ago")]
    [InlineData(200000, "2 days ago")]
    public void A_moment_is_told_by_its_age(int seconds, string text) =>
        Assert.Equal(text, Moments.Ago(Texts.English, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(seconds)));

    [Theory]
    [InlineData("zh_CN.UTF-8", "zh-CN")]
    [InlineData("zh-Hans", "zh-CN")]
    [InlineData("en-GB", "en")]
    [InlineData("de", null)]
    public void A_language_is_found_by_its_beginning(string wished, string? found) => Assert.Equal(found, Texts.Find(wished)?.Language);

    [Theory]
    [InlineData("/health?wall", "/health?wall")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    [InlineData("", "/")]
    public void Only_paths_of_this_site_are_followed(string to, string followed) => Assert.Equal(followed, LocalPath.Or(to, "/"));

    private static HashSet<string> Blanks(string text) => [.. Blank().Matches(text).Select(m => m.Value)];

    private static string Root([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", ".."));

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Blank();

    // texts["a.b"], Page.Texts.Format("a.b", …), T.Count("a.b", …); composed keys are covered by the tests above.
    [GeneratedRegex("""(?:[tT]exts|\bT)(\.Format|\.Count)?[\[(]"(?<key>[a-zA-Z]+(\.[a-zA-Z-]+)+)"[\],)]""")]
    private static partial Regex KeyInSource();
}
