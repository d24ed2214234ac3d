using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Daas.Core.Adapters;
using Daas.Server.Studio.Editor;
using Daas.Server.Tests.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Daas.Server.Tests.Studio.Editor;

/// <summary>The operators' listener over a folder with one adapter, and an operator who edits its files.</summary>
internal sealed partial class EditedAdapter : IAsyncDisposable
{
    public const string Find = """
        operation: find
        kind: pull
        title: 查询居民
        input:
          name: { type: string }
        steps:
          - open: /residents.aspx
          - fill: 姓名
            with: ${name}
        output:
          rows: { table: [编号, 姓名] }
          fields:
            id: { column: 编号, required: true }

        """;

    private const string System = """
        adapter: civil
        title: 民政业务管理系统
        url: http://127.0.0.1:8791/

        """;

    private readonly AdapterCatalog _catalog;
    private readonly OperatorSite _site;

    private EditedAdapter(string root, AdapterCatalog catalog, OperatorSite site, HttpClient client)
    {
        Root = root;
        _catalog = catalog;
        _site = site;
        Client = client;
    }

    public string Root { get; }

    /// <summary>Of an operator who has signed in.</summary>
    public HttpClient Client { get; }

    public CatalogSnapshot Catalog => _catalog.Current;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static async Task<EditedAdapter> StartAsync(string language = "en")
    {
        var root = Directory.CreateTempSubdirectory("daas-editor-").FullName;
        Directory.CreateDirectory(Path.Combine(root, "civil"));
        await File.WriteAllTextAsync(Path.Combine(root, "civil", "system.yaml"), System, Ct);
        await File.WriteAllTextAsync(Path.Combine(root, "civil", "find.yaml"), Find, Ct);
        var catalog = new AdapterCatalog(root);
        await catalog.RefreshAsync(Ct);
        var desk = new EditorDesk { Folder = root, Catalog = () => catalog.Current, RefreshAsync = catalog.RefreshAsync, Connections = _ => ["default"] };
        var site = await OperatorSite.StartAsync(new SampleHealth(), services: s => s.AddSingleton(desk));
        return new EditedAdapter(root, catalog, site, await site.SignedInAsync(language));
    }

    public string PathOf(string file) => Path.Combine(Root, "civil", file);

    public string Read(string file) => File.ReadAllText(PathOf(file));

    /// <summary>Opens the file's page; what is posted later belongs to it.</summary>
    public async Task<Opened> OpenAsync(string file = "find.yaml") => new(Client, file, await Client.GetStringAsync($"/studio/adapters/civil/{file}", Ct));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _site.DisposeAsync();
        await _catalog.DisposeAsync();
        Directory.Delete(Root, recursive: true);
    }

    /// <param name="Client">Of the operator.</param>
    /// <param name="File">Its name.</param>
    /// <param name="Html">The page as it was sent.</param>
    internal sealed record Opened(HttpClient Client, string File, string Html)
    {
        /// <summary>As the page's script saves.</summary>
        public async Task<JsonElement> SaveAsync(string text, bool anyway = false)
        {
            using var answer = await PostAsync("", text, "application/json", ("do", "save"), ("anyway", anyway ? "true" : "false"));
            return await answer.Content.ReadFromJsonAsync<JsonElement>(Ct);
        }

        public async Task<JsonElement> CheckAsync(string text)
        {
            using var answer = await PostAsync("/check", text, "application/json");
            return (await answer.Content.ReadFromJsonAsync<JsonElement>(Ct)).GetProperty("problems");
        }

        /// <summary>As the page without script does.</summary>
        public Task<HttpResponseMessage> SubmitAsync(string text, params (string Name, string Value)[] more) => PostAsync("", text, "text/html", more);

        private Task<HttpResponseMessage> PostAsync(string behind, string text, string accept, params (string Name, string Value)[] more)
        {
            var message = new HttpRequestMessage(HttpMethod.Post, $"/studio/adapters/civil/{File}{behind}")
            {
                Headers = { { "Accept", accept } },
                Content = new FormUrlEncodedContent(
                [
                    new("__RequestVerificationToken", Field("__RequestVerificationToken")), new("opened", Field("opened")), new("text", text),
                    .. more.Select(m => KeyValuePair.Create(m.Name, m.Value)),
                ]),
            };
            return Client.SendAsync(message, Ct);
        }

        private string Field(string name) => Hidden().Matches(Html).First(m => m.Groups["name"].Value == name).Groups["value"].Value;
    }

    [GeneratedRegex("name=\"(?<name>[^\"]+)\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Hidden();
}
