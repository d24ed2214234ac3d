using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Daas.Core.Runs;
using Daas.Core.Storage;
using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Serilog;

namespace Daas.EndToEnd;

/// <summary>The whole product in this process: a real gateway with the repository's adapters, a real browser, the sandbox, a consumer's key.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    private readonly string _data = Directory.CreateTempSubdirectory("daas-e2e-").FullName;
    private RunningGateway? _gateway;

    public SandboxHost Sandbox { get; private set; } = null!;

    public HttpClient Api { get; private set; } = null!;

    /// <summary>Opens the operators' pages signed in.</summary>
    public Uri SignInLink => new(_gateway!.SignInLink);

    internal DataFolder Folder => _gateway!.Folder;

    public async ValueTask InitializeAsync()
    {
        var ct = TestContext.Current.CancellationToken;
        Sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, ct);
        var settings = new ServerSettings { Data = _data, Adapters = Repository.Adapters, Urls = ["http://127.0.0.1:0"], Admin = "http://127.0.0.1:0", CheckedShare = 0 };
        _gateway = await RunningGateway.StartAsync(settings, new LoggerConfiguration().CreateLogger(), ct);
        foreach (var (adapter, system) in new (string, SandboxSystem)[]
            { ("civil-affairs", Sandbox.CivilAffairs), ("document-oa", Sandbox.DocumentOa), ("community-grid", Sandbox.CommunityGrid) })
        {
            var account = system.Accounts.All[0];
            await ConnectAsync(adapter, system.Url, account.Name, account.Password);
        }

        var key = await Folder.IssueKeyAsync(new KeyRequest("e2e", ["*"], new Dictionary<string, string>()), ct);
        Api = new HttpClient { BaseAddress = new Uri(_gateway.Api), Timeout = TimeSpan.FromMinutes(3) };
        Api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
    }

    public Task ConnectAsync(string adapter, Uri url, string user, string password) =>
        Folder.ConnectAsync(new ConnectRequest(adapter, ConnectionId.DefaultName, url, user, password), TestContext.Current.CancellationToken);

    internal BothPaths Paths => new(Folder);

    /// <summary>A pull that must succeed, and by both paths alike where it has both; its JSON.</summary>
    public async Task<JsonElement> PullAsync(string operation, params (string Name, string Value)[] inputs)
    {
        await Paths.HoldEqualAsync(operation, inputs.ToDictionary(i => i.Name, i => i.Value), TestContext.Current.CancellationToken);
        using var answer = await TryPullAsync(operation, inputs);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{(int)answer.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public Task<HttpResponseMessage> TryPullAsync(string operation, params (string Name, string Value)[] inputs) =>
        Api.GetAsync($"/api/{operation}?{Query(inputs)}", TestContext.Current.CancellationToken);

    /// <summary>A push by the path named.</summary>
    public async Task<(int Status, JsonElement Json)> PushAsync(
        RunPath path, string operation, Dictionary<string, object> inputs, (string Field, string Name, byte[] Bytes)? file = null)
    {
        var files = file is { } upload
            ? new Dictionary<string, FileContent> { [upload.Field] = new(upload.Name, "application/octet-stream", upload.Bytes) } : [];
        var given = inputs.ToDictionary(i => i.Key, i => i.Value is bool flag ? flag ? "true" : "false" : i.Value.ToString()!);
        return (await Paths.RunAsync(operation, given, files, path, TestContext.Current.CancellationToken)).AsPush();
    }

    public async Task<(int Status, JsonElement Json)> PushAsync(string operation, Dictionary<string, object> inputs, string? key = null, (string Field, string Name, byte[] Bytes)? file = null)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/api/{operation}") { Headers = { { "Idempotency-Key", key ?? Guid.NewGuid().ToString("n") } } };
        message.Content = file is not { } upload ? JsonContent.Create(inputs) : Multipart(inputs, upload);
        using var answer = await Api.SendAsync(message, TestContext.Current.CancellationToken);
        return ((int)answer.StatusCode, JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement);
    }

    /// <summary>The rows' values of some fields, one string a row, in the order of the answer.</summary>
    public static IReadOnlyList<string> Column(JsonElement answer, params string[] fields) =>
        [.. answer.GetProperty("rows").EnumerateArray().Select(r => string.Join("|", fields.Select(f => r.GetProperty(f).ToString())))];

    public async ValueTask DisposeAsync()
    {
        Api?.Dispose();
        if (_gateway is not null)
            await _gateway.DisposeAsync();
        if (Sandbox is not null)
            await Sandbox.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    private static string Query((string Name, string Value)[] inputs) =>
        string.Join('&', inputs.Select(i => $"{Uri.EscapeDataString(i.Name)}={Uri.EscapeDataString(i.Value)}"));

    internal static MultipartFormDataContent Multipart(Dictionary<string, object> inputs, (string Field, string Name, byte[] Bytes) file)
    {
        var content = new MultipartFormDataContent();
        foreach (var (name, value) in inputs)
            content.Add(new StringContent(value.ToString()!, Encoding.UTF8), name);
        content.Add(new ByteArrayContent(file.Bytes), file.Field, file.Name);
        return content;
    }
}
