using Daas.Core.Adapters;
using Xunit;

namespace Daas.Core.Tests.Adapters;

public sealed class AdapterCatalogTests : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly string _root = Directory.CreateTempSubdirectory("daas-catalog-").FullName;
    private readonly AdapterCatalog _catalog;

    public AdapterCatalogTests() => _catalog = new AdapterCatalog(_root);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _catalog.DisposeAsync();
        if (Directory.Exists(_root))
            Directory.Delete(_root, recursive: true);
    }

    [Fact]
    public async Task An_empty_or_missing_folder_gives_no_adapters()
    {
        Assert.Empty((await _catalog.RefreshAsync(Ct)).Adapters);
        Directory.Delete(_root);
        Assert.Empty((await _catalog.RefreshAsync(Ct)).Adapters);
    }

    [Fact]
    public async Task Adapters_are_added_changed_and_removed()
    {
        Save("one");
        var first = await _catalog.RefreshAsync(Ct);
        Assert.Equal(["one"], first.Adapters.Keys);
        Save("two");
        Save("one", Scripts.FindResidents.Replace("查询居民", "找居民"));
        var second = await _catalog.RefreshAsync(Ct);
        Assert.Equal(["one", "two"], second.Adapters.Keys.Order());
        Assert.Equal("找居民", second.Adapters["one"].Find("find-residents")!.Title);
        Assert.NotEqual(first.Adapters["one"].Version, second.Adapters["one"].Version);
        Directory.Delete(Path.Combine(_root, "one"), recursive: true);
        Assert.Equal(["two"], (await _catalog.RefreshAsync(Ct)).Adapters.Keys);
    }

    [Fact]
    public async Task A_broken_edit_keeps_the_last_good_version_and_shows()
    {
        Save("one");
        var good = (await _catalog.RefreshAsync(Ct)).Adapters["one"];
        Save("one", Scripts.FindResidents.Replace("column: 编号", "colunm: 编号"));
        var broken = await _catalog.RefreshAsync(Ct);
        Assert.Same(good, broken.Adapters["one"]);
        Assert.Contains("/one/find-residents.yaml:17:18: unknown key 'colunm'; did you mean 'column'?", broken.Problems[0].ToString());
        Assert.Contains("column: 编号", broken.Texts["one"]["find-residents.yaml"]);
        Save("one");
        var mended = await _catalog.RefreshAsync(Ct);
        Assert.Equal(good.Version, mended.Adapters["one"].Version);
        Assert.DoesNotContain(mended.Problems, p => p.Severity == ScriptSeverity.Error);
    }

    [Fact]
    public async Task An_adapter_that_was_never_good_is_not_there_but_its_problems_are()
    {
        Save("one", "operation: [");
        var snapshot = await _catalog.RefreshAsync(Ct);
        Assert.Empty(snapshot.Adapters);
        Assert.Contains(snapshot.Problems, p => p.File.EndsWith("find-residents.yaml", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_refresh_without_a_change_keeps_the_generation()
    {
        Save("one");
        var first = await _catalog.RefreshAsync(Ct);
        Assert.Same(first, await _catalog.RefreshAsync(Ct));
    }

    [Fact]
    public async Task Evidence_and_leftovers_of_editors_are_no_scripts()
    {
        Save("one");
        var first = await _catalog.RefreshAsync(Ct);
        File.WriteAllText(Path.Combine(_root, "one", ".find.yaml.swp"), "x");
        File.WriteAllText(Path.Combine(_root, "one", "find.yaml~"), "x");
        Directory.CreateDirectory(Path.Combine(_root, "one", "evidence", "find"));
        File.WriteAllText(Path.Combine(_root, "one", "evidence", "find", "rows.yaml"), "x: [");
        Assert.Same(first, await _catalog.RefreshAsync(Ct));
    }

    [Fact]
    public async Task A_saved_file_is_noticed_without_asking()
    {
        await _catalog.StartAsync(Ct);
        await Changes(() => Save("one"), s => s.Adapters.ContainsKey("one"));
        await Changes(() => Save("one", Scripts.FindResidents.Replace("查询居民", "找居民")), s => s.Adapters["one"].Find("find-residents")!.Title == "找居民");
        await Changes(() => Directory.Delete(Path.Combine(_root, "one"), recursive: true), s => s.Adapters.Count == 0);
    }

    [Fact]
    public async Task A_folder_that_comes_later_is_noticed()
    {
        Directory.Delete(_root);
        await _catalog.StartAsync(Ct);
        await Changes(() => Save("one"), s => s.Adapters.ContainsKey("one"));
    }

    [Fact]
    public async Task A_file_written_in_pieces_is_never_seen_half()
    {
        Save("one");
        await _catalog.StartAsync(Ct);
        var titles = new List<string>();
        _catalog.Changed += s => titles.Add(s.Problems.Any(p => p.Severity == ScriptSeverity.Error) ? "broken" : s.Adapters["one"].Find("find-residents")!.Title);
        await Changes(WriteInPieces, s => s.Adapters["one"].Find("find-residents")!.Title == "找居民");
        Assert.Equal(["找居民"], titles);

        void WriteInPieces()
        {
            using var file = File.Create(Path.Combine(_root, "one", "find-residents.yaml"));
            foreach (var piece in Scripts.FindResidents.Replace("查询居民", "找居民").Chunk(100))
            {
                file.Write(System.Text.Encoding.UTF8.GetBytes(piece));
                file.Flush();
            }
        }
    }

    private void Save(string id, string find = Scripts.FindResidents)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, id)).FullName;
        File.WriteAllText(Path.Combine(folder, "system.yaml"), Scripts.CivilAffairs.Replace("adapter: civil-affairs", $"adapter: {id}"));
        File.WriteAllText(Path.Combine(folder, "find-residents.yaml"), find);
    }

    private async Task Changes(Action act, Func<CatalogSnapshot, bool> until)
    {
        var seen = new TaskCompletionSource();
        _catalog.Changed += Look;
        act();
        Look(_catalog.Current);
        await seen.Task.WaitAsync(Patience, Ct);
        _catalog.Changed -= Look;

        void Look(CatalogSnapshot snapshot)
        {
            if (snapshot.Generation > 0 && until(snapshot))
                seen.TrySetResult();
        }
    }
}
