using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Drafting.Review;
using Daas.Recorder.Import;
using Daas.Server.Studio.Publishing;
using Xunit;

namespace Daas.Server.Tests.Studio.Publishing;

public sealed class PublisherTests : IAsyncLifetime
{
    private PublishBed _bed = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _bed = await PublishBed.StartAsync();

    public ValueTask DisposeAsync() => _bed.DisposeAsync();

    [Fact]
    public async Task A_new_adapter_is_live_when_it_is_published_and_tells_how_it_is_called()
    {
        var published = Assert.IsType<PublishOutcome.Published>(await _bed.Publisher.PublishAsync(Request(PublishBed.Draft()), Ct));
        Assert.Equal(["system.yaml", "find.yaml"], published.Files.Select(Path.GetFileName));
        Assert.Contains("查询", await _bed.CallAsync(published.Address!), StringComparison.Ordinal);
        Assert.EndsWith("/api/town/find", published.Address, StringComparison.Ordinal);
        Assert.EndsWith("/docs?adapter=town", published.Docs, StringComparison.Ordinal);
        Assert.Equal($"curl -sG '{published.Address}' -H \"Authorization: Bearer $DAAS_KEY\" --data-urlencode 'name=张伟'", published.Curl);
        Assert.Equal(AdapterReader.ReadFolder(_bed.Publisher.FolderOf("town")).Adapter!.Version, published.Version);
        Assert.Empty(_bed.Leftovers());
    }

    [Fact]
    public async Task A_change_leaves_the_systems_description_and_the_other_operations_alone()
    {
        await _bed.Publisher.PublishAsync(Request(PublishBed.Draft()), Ct);
        var system = _bed.Write("town", "system.yaml", "# by hand\nadapter: town\ntitle: 小镇\nurl: http://127.0.0.1:9/\nlimits: { perMinute: 600 }\n");
        var plan = await _bed.Publisher.PlanAsync(Request(PublishBed.Draft("查询居民")), Ct);
        var file = Assert.Single(plan.Files);
        Assert.Equal("find.yaml", file.Name);
        var (before, after) = (file.Before!.Split('\n'), file.After.Split('\n'));
        Assert.Equal(["title: 查询", "title: 查询居民"], before.Except(after).Concat(after.Except(before)));
        Assert.Equal(["127.0.0.1:9"], plan.Hosts);
        Assert.Equal("title", Assert.Single(plan.Operation!.Output!.Fields).Name);

        var published = Assert.IsType<PublishOutcome.Published>(await _bed.Publisher.PublishAsync(Request(PublishBed.Draft("查询居民")), Ct));
        Assert.Contains("查询居民", await _bed.CallAsync(published.Address!), StringComparison.Ordinal);
        Assert.StartsWith("# by hand", await File.ReadAllTextAsync(system, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_reviewed_is_what_is_written()
    {
        var draft = PublishBed.Draft();
        var find = draft.Adapter.Operations[0];
        draft = draft with { Adapter = draft.Adapter with { Operations = [find, find with { Id = "find-rows" }, find with { Id = "other" }] } };
        var plan = await _bed.Publisher.PlanAsync(Request(draft), Ct);
        Assert.Equal(["find-rows.yaml", "find.yaml", "system.yaml"], plan.Files.Select(f => f.Name).Order(StringComparer.Ordinal));
        Assert.Equal(plan.Files.Select(f => f.Name).Order(StringComparer.Ordinal), DraftDiff.Of(null, draft.Adapter, "find").Files.Select(f => f.File).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_somebody_else_changed_since_is_not_overwritten_unless_told()
    {
        await _bed.Publisher.PublishAsync(Request(PublishBed.Draft()), Ct);
        var basis = _bed.Publisher.Basis("town");
        // Another operation is no conflict.
        var find = await File.ReadAllTextAsync(Path.Combine(_bed.Adapters, "town", "find.yaml"), Ct);
        _bed.Write("town", "list.yaml", find.Replace("operation: find", "operation: list", StringComparison.Ordinal));
        Assert.Null((await _bed.Publisher.PlanAsync(Request(PublishBed.Draft("我的")) with { Basis = basis }, Ct)).Refusal);

        var theirs = _bed.Write("town", "find.yaml", find.Replace("title: 查询", "title: 别人的", StringComparison.Ordinal));
        var request = Request(PublishBed.Draft("我的")) with { Basis = basis };
        var refused = Assert.IsType<PublishOutcome.Refused>(await _bed.Publisher.PublishAsync(request, Ct));
        Assert.Equal((PublishRefusal.Changed, "find.yaml"), (refused.Why, Assert.Single(refused.Changed)));
        Assert.Contains("别人的", await File.ReadAllTextAsync(theirs, Ct), StringComparison.Ordinal);
        Assert.IsType<PublishOutcome.Published>(await _bed.Publisher.PublishAsync(request with { Overwrite = true }, Ct));
        Assert.Contains("我的", await File.ReadAllTextAsync(theirs, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adapter_with_an_error_in_another_file_is_refused_with_file_and_line()
    {
        await _bed.Publisher.PublishAsync(Request(PublishBed.Draft()), Ct);
        _bed.Write("town", "list.yaml", "operation: list\nkindd: pull\n");
        var refused = Assert.IsType<PublishOutcome.Refused>(await _bed.Publisher.PublishAsync(Request(PublishBed.Draft("新的")), Ct));
        Assert.Equal(PublishRefusal.Script, refused.Why);
        Assert.Contains(refused.Problems, p => p.File.EndsWith("town/list.yaml", StringComparison.Ordinal) && p.Line == 2);
        Assert.DoesNotContain("新的", await File.ReadAllTextAsync(Path.Combine(_bed.Adapters, "town", "find.yaml"), Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_file_cannot_be_written_nothing_is()
    {
        await _bed.Publisher.PublishAsync(Request(PublishBed.Draft()), Ct);
        var (folder, find) = (_bed.Publisher.FolderOf("town"), Path.Combine(_bed.Publisher.FolderOf("town"), "find.yaml"));
        var before = await File.ReadAllTextAsync(find, Ct);
        Directory.CreateDirectory(Path.Combine(folder, "late.yaml"));
        Assert.ThrowsAny<SystemException>(() => ScriptWriting.Write(folder, [new("find.yaml", "new"), new("more.yaml", "new"), new("late.yaml", "new")]));
        Assert.Equal(before, await File.ReadAllTextAsync(find, Ct));
        Assert.Equal(["find.yaml", "system.yaml"], Directory.EnumerateFiles(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Empty(_bed.Leftovers());
    }

    [Fact]
    public async Task A_folder_that_is_a_file_is_told_as_such()
    {
        await File.WriteAllTextAsync(Path.Combine(_bed.Adapters, "town"), "", Ct);
        var refused = Assert.IsType<PublishOutcome.Refused>(await _bed.Publisher.PublishAsync(Request(PublishBed.Draft()), Ct));
        Assert.Equal(PublishRefusal.Disk, refused.Why);
        Assert.Empty(_bed.Leftovers());
    }

    [Fact]
    public async Task A_gateway_that_serves_only_some_adapters_says_so()
    {
        var refused = Assert.IsType<PublishOutcome.Refused>(await _bed.Publisher.PublishAsync(Request(PublishBed.Draft(adapter: "city")), Ct));
        Assert.Equal(PublishRefusal.NotLive, refused.Why);
        Assert.Contains("does not read the adapter 'city'", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../town")]
    [InlineData("Town")]
    [InlineData("")]
    public void A_name_that_is_none_writes_nothing(string adapter)
    {
        var change = new ScriptChange { Adapter = adapter, Files = new Dictionary<string, string> { ["find.yaml"] = "" } };
        Assert.Equal(PublishRefusal.Name, _bed.Publisher.Plan(change).Refusal!.Why);
        var outside = change with { Adapter = "town", Files = new Dictionary<string, string> { ["../find.yaml"] = "" } };
        Assert.Equal(PublishRefusal.Name, _bed.Publisher.Plan(outside).Refusal!.Why);
    }

    [Fact]
    public async Task A_recording_leaves_evidence_and_a_draft_of_it_can_be_published()
    {
        var archive = Path.Combine(_bed.Adapters, "..", "monday.har");
        await File.WriteAllTextAsync(archive, Commands.ImportTests.Archive, Ct);
        var recording = Importer.Read(archive, null, []);
        var draft = Drafter.Draft(recording, null, null, new DraftNames("town", "find-people"));
        var request = new PublishRequest { Draft = draft, Operation = "find-people", Recording = recording, Basis = _bed.Publisher.Basis("town") };
        var published = Assert.IsType<PublishOutcome.Published>(await _bed.Publisher.PublishAsync(request, Ct));
        Assert.Equal(["system.yaml", "find-people.yaml"], published.Files.Select(Path.GetFileName));
        Assert.True(File.Exists(Path.Combine(Assert.Single(published.Evidence), "evidence.json")));
        Assert.Null(published.EvidenceFailure);
        foreach (var file in Directory.EnumerateFiles(_bed.Adapters, "*", SearchOption.AllDirectories))
            Assert.DoesNotContain("s3cret-word", await File.ReadAllTextAsync(file, Ct), StringComparison.Ordinal);
    }

    private static PublishRequest Request(Draft draft) => new() { Draft = draft, Operation = "find" };
}
