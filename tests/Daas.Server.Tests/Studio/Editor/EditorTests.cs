using System.Net;
using System.Text.Json;

namespace Daas.Server.Tests.Studio.Editor;

public sealed class EditorTests
{
    private static readonly string Broken = EditedAdapter.Find.Replace("column:", "colunm:", StringComparison.Ordinal);
    private static readonly string Changed = EditedAdapter.Find.Replace("查询居民", "找居民", StringComparison.Ordinal);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_adapters_page_lists_its_files_with_what_can_be_done()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        var page = await adapter.Client.GetStringAsync("/studio/adapters/civil", Ct);
        Assert.Contains("href=\"/studio/adapters/civil/system.yaml\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/studio/adapters/civil/find.yaml\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/studio?adapter=civil&amp;operation=find\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/connections/civil/default/find\"", page, StringComparison.Ordinal);
        Assert.Contains("民政业务管理系统", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_adapters_page_leads_to_the_line_that_is_wrong()
    {
        await using var adapter = await EditedAdapter.StartAsync("zh-CN");
        await File.WriteAllTextAsync(adapter.PathOf("find.yaml"), Broken, Ct);
        var page = await adapter.Client.GetStringAsync("/studio/adapters/civil", Ct);
        Assert.Contains("href=\"/studio/adapters/civil/find.yaml#L13\"", page, StringComparison.Ordinal);
        Assert.Contains("是不是“column”？", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_tells_place_and_the_nearest_right_word_and_saves_nothing()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        var problem = Assert.Single((await (await adapter.OpenAsync()).CheckAsync(Broken)).EnumerateArray());
        Assert.Equal("find.yaml", problem.GetProperty("file").GetString());
        Assert.Equal((13, 11), (problem.GetProperty("line").GetInt32(), problem.GetProperty("column").GetInt32()));
        Assert.Equal("column", problem.GetProperty("suggestion").GetString());
        Assert.True(problem.GetProperty("error").GetBoolean());
        Assert.Equal(EditedAdapter.Find, adapter.Read("find.yaml"));
    }

    [Fact]
    public async Task What_is_saved_is_in_service_at_once()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        var page = await adapter.OpenAsync();
        var saved = await page.SaveAsync(Changed);
        Assert.Equal("saved", saved.GetProperty("outcome").GetString());
        Assert.Equal(Changed, adapter.Read("find.yaml"));
        Assert.Equal("找居民", adapter.Catalog.Adapters["civil"].Find("find")!.Title);
        Assert.Contains(adapter.Catalog.Adapters["civil"].Version, saved.GetProperty("text").GetString()!, StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFileSystemEntries(Path.Combine(adapter.Root, "civil")).Length);
    }

    [Fact]
    public async Task Errors_are_refused_until_they_are_wanted_and_the_last_good_version_stays()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        var page = await adapter.OpenAsync();
        var refused = await page.SaveAsync(Broken);
        Assert.Equal("errors", refused.GetProperty("outcome").GetString());
        Assert.Equal(1, refused.GetProperty("problems").GetArrayLength());
        Assert.Equal(EditedAdapter.Find, adapter.Read("find.yaml"));

        Assert.Equal("saved", (await page.SaveAsync(Broken, anyway: true)).GetProperty("outcome").GetString());
        Assert.Equal(Broken, adapter.Read("find.yaml"));
        Assert.Equal("查询居民", adapter.Catalog.Adapters["civil"].Find("find")!.Title);

        // The text in service can be had back although the file is another.
        var published = await adapter.Client.GetStringAsync("/studio/adapters/civil/find.yaml?text=published", Ct);
        Assert.Contains("id: { column: 编号, required: true }", published, StringComparison.Ordinal);
        Assert.DoesNotContain("colunm", published, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_that_another_file_had_before_stands_in_nobodys_way()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        await File.WriteAllTextAsync(adapter.PathOf("other.yaml"), "operation: [", Ct);
        var saved = await (await adapter.OpenAsync()).SaveAsync(Changed);
        Assert.Equal("saved", saved.GetProperty("outcome").GetString());
        Assert.Equal("warn", saved.GetProperty("tone").GetString());
    }

    [Fact]
    public async Task An_error_that_this_edit_brings_into_another_file_is_refused()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        var push = """
            operation: add
            kind: push
            title: 新增
            steps:
              - click: 保存
                commit: true
            applied: { text: 成功 }
            verify: { operation: find, with: { name: x }, expect: { id: x } }
            """;
        await File.WriteAllTextAsync(adapter.PathOf("add.yaml"), push, Ct);
        var page = await adapter.OpenAsync();
        Assert.DoesNotContain((await page.CheckAsync(EditedAdapter.Find)).EnumerateArray(), p => p.GetProperty("error").GetBoolean());
        var renamed = EditedAdapter.Find.Replace("name: { type", "fullName: { type", StringComparison.Ordinal).Replace("${name}", "${fullName}", StringComparison.Ordinal);
        var refused = await page.SaveAsync(renamed);
        Assert.Equal("errors", refused.GetProperty("outcome").GetString());
        Assert.Contains(refused.GetProperty("problems").EnumerateArray(), p => p.GetProperty("file").GetString() == "add.yaml");
    }

    [Fact]
    public async Task Of_two_who_edit_one_file_the_second_sees_both_texts_and_may_save_over()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        var (mine, theirs) = (await adapter.OpenAsync(), await adapter.OpenAsync());
        await theirs.SaveAsync(Changed);
        var conflict = await mine.SaveAsync(EditedAdapter.Find + "# mine\n");
        Assert.Equal("conflict", conflict.GetProperty("outcome").GetString());
        Assert.Equal(Changed, conflict.GetProperty("theirs").GetString());
        Assert.Equal(Changed, adapter.Read("find.yaml"));

        using var answer = await mine.SubmitAsync(EditedAdapter.Find + "# mine\n");
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(Ct);
        Assert.Contains("# mine", page, StringComparison.Ordinal);
        Assert.Contains("title: 找居民", page, StringComparison.Ordinal);
        var again = mine with { Html = page };
        Assert.Equal("saved", (await again.SaveAsync(EditedAdapter.Find + "# mine\n")).GetProperty("outcome").GetString());
    }

    [Fact]
    public async Task A_file_that_was_removed_meanwhile_is_a_conflict_and_can_be_written_again()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        var page = await adapter.OpenAsync();
        File.Delete(adapter.PathOf("find.yaml"));
        using var answer = await page.SubmitAsync(Changed);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        Assert.False(File.Exists(adapter.PathOf("find.yaml")));
        await (page with { Html = await answer.Content.ReadAsStringAsync(Ct) }).SaveAsync(Changed);
        Assert.Equal(Changed, adapter.Read("find.yaml"));
    }

    [Fact]
    public async Task Without_script_a_form_saves_checks_and_keeps_what_was_typed()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        var page = await adapter.OpenAsync();
        using var wrong = await page.SubmitAsync(Broken.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var html = await wrong.Content.ReadAsStringAsync(Ct);
        Assert.Contains("colunm", html, StringComparison.Ordinal);
        Assert.Contains("did you mean “column”?", html, StringComparison.Ordinal);

        using var check = await page.SubmitAsync(Changed, ("do", "check"));
        Assert.Equal(HttpStatusCode.OK, check.StatusCode);
        Assert.Equal(EditedAdapter.Find, adapter.Read("find.yaml"));

        using var saved = await page.SubmitAsync(Changed.Replace("\n", "\r\n", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, saved.StatusCode);
        Assert.Equal(Changed, adapter.Read("find.yaml"));
    }

    [Fact]
    public async Task Line_ends_and_permissions_of_a_file_stay_as_they_were()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        await File.WriteAllTextAsync(adapter.PathOf("find.yaml"), EditedAdapter.Find.Replace("\n", "\r\n", StringComparison.Ordinal), Ct);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(adapter.PathOf("find.yaml"), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await (await adapter.OpenAsync()).SaveAsync(Changed);
        Assert.Equal(Changed.Replace("\n", "\r\n", StringComparison.Ordinal), adapter.Read("find.yaml"));
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(adapter.PathOf("find.yaml")));
    }

    [Theory]
    [InlineData("/studio/adapters/civil/..%2f..%2fetc%2fpasswd")]
    [InlineData("/studio/adapters/civil/..%5csystem.yaml")]
    [InlineData("/studio/adapters/%2e%2e/system.yaml")]
    [InlineData("/studio/adapters/..%2fcivil/system.yaml")]
    [InlineData("/studio/adapters/civil/.system.yaml")]
    [InlineData("/studio/adapters/civil/find.yaml%0a")]
    [InlineData("/studio/adapters/civil/find%00.yaml")]
    [InlineData("/studio/adapters/civil/evidence%2ffind.yaml")]
    [InlineData("/studio/adapters/civil/FIND.yaml")]
    [InlineData("/studio/adapters/civil/nul.txt")]
    [InlineData("/studio/adapters/%2ftmp/system.yaml")]
    public async Task No_name_leads_out_of_the_adapters_folder(string path)
    {
        await using var adapter = await EditedAdapter.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(adapter.Root, "system.yaml"), "adapter: outside", Ct);
        await File.WriteAllTextAsync(adapter.PathOf(".system.yaml"), "adapter: hidden", Ct);
        using var got = await adapter.Client.GetAsync(path, Ct);
        Assert.Contains(got.StatusCode, (HttpStatusCode[])[HttpStatusCode.NotFound, HttpStatusCode.BadRequest]);
        var before = Directory.GetFileSystemEntries(adapter.Root, "*", SearchOption.AllDirectories).Order().ToList();
        var page = await adapter.OpenAsync();
        var name = path["/studio/adapters/civil/".Length..];
        using var posted = await (page with { File = "../../" + path.TrimStart('/')["studio/adapters/".Length..] }).SubmitAsync("adapter: written");
        Assert.False(posted.IsSuccessStatusCode, name);
        Assert.Equal(before, Directory.GetFileSystemEntries(adapter.Root, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public async Task A_file_that_is_no_text_is_not_opened_so_that_saving_cannot_spoil_it()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        await File.WriteAllBytesAsync(adapter.PathOf("gbk.yaml"), [0x74, 0x3A, 0x20, 0xB2, 0xE9, 0xD1, 0xAF], Ct);
        Assert.Contains("not UTF-8", await adapter.Client.GetStringAsync("/studio/adapters/civil/gbk.yaml", Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_save_needs_our_own_form()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        using var bare = await adapter.Client.PostAsync("/studio/adapters/civil/find.yaml", new FormUrlEncodedContent([new("text", "x")]), Ct);
        Assert.Equal(HttpStatusCode.BadRequest, bare.StatusCode);
        Assert.Equal(EditedAdapter.Find, adapter.Read("find.yaml"));
    }

    [Fact]
    public async Task Styles_are_allowed_by_a_word_of_this_page_alone()
    {
        await using var adapter = await EditedAdapter.StartAsync();
        using var first = await adapter.Client.GetAsync("/studio/adapters/civil/find.yaml", Ct);
        using var second = await adapter.Client.GetAsync("/studio/adapters/civil/find.yaml", Ct);
        var (one, other) = (Policy(first), Policy(second));
        Assert.Matches("style-src 'self' 'nonce-[A-Za-z0-9+/=]{24}'", one);
        Assert.DoesNotContain("unsafe", one, StringComparison.Ordinal);
        Assert.NotEqual(one, other);
        using var files = await adapter.Client.GetAsync("/studio/adapters/civil", Ct);
        Assert.DoesNotContain("nonce", Policy(files), StringComparison.Ordinal);

        static string Policy(HttpResponseMessage answer) => answer.Headers.GetValues("Content-Security-Policy").Single();
    }

    [Theory]
    [InlineData("system", "signIn")]
    [InlineData("operation", "steps")]
    public async Task The_schema_is_there_for_completion(string which, string key)
    {
        await using var adapter = await EditedAdapter.StartAsync();
        using var schema = JsonDocument.Parse(await adapter.Client.GetStringAsync($"/studio/schema/{which}.json", Ct));
        Assert.Contains(schema.RootElement.GetProperty("$defs").EnumerateObject(), d => d.Value.TryGetProperty("properties", out var p) && p.TryGetProperty(key, out _));
    }
}
