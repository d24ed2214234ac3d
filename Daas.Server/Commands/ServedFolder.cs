using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Daas.Core.Runs;
using Daas.Runtime.Connections;
using Daas.Runtime.Proving;

namespace Daas.Server.Commands;

/// <summary>The data folder of a running gateway, through the operators' listener.</summary>
internal sealed class ServedFolder : DataFolder
{
    private readonly ServerFile _file;
    private readonly HttpClient _http;

    private ServedFolder(ServerFile file)
    {
        _file = file;
        _http = new HttpClient { BaseAddress = new Uri(file.Admin), Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", file.Token);
    }

    public override string Adapters => _file.Adapters;

    /// <summary>Null when no gateway is running over the folder (a file left behind by a killed one does not count).</summary>
    public static async Task<ServedFolder?> FindAsync(ServerSettings settings, CancellationToken ct)
    {
        if (ServerFile.Read(settings.Data) is not { } file)
            return null;
        var found = new ServedFolder(file);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
            patience.CancelAfter(TimeSpan.FromSeconds(5));
            using var answer = await found._http.GetAsync("/control/", patience.Token);
            if (answer.IsSuccessStatusCode)
                return found;
        }
        catch (Exception e) when (e is HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
        }

        await found.DisposeAsync();
        return null;
    }

    public override async Task<string> IssueKeyAsync(KeyRequest request, CancellationToken ct)
    {
        using var answer = await _http.PostAsJsonAsync("/control/keys", request, ct);
        return await ReadAsync<string>(answer, ct);
    }

    public override async Task<IReadOnlyList<KeyView>> ListKeysAsync(CancellationToken ct)
    {
        using var answer = await _http.GetAsync("/control/keys", ct);
        return await ReadAsync<List<KeyView>>(answer, ct);
    }

    public override async Task<bool> RevokeKeyAsync(string name, CancellationToken ct)
    {
        using var answer = await _http.DeleteAsync($"/control/keys/{Uri.EscapeDataString(name)}", ct);
        return answer.StatusCode != HttpStatusCode.NotFound && await ReadAsync<bool>(answer, ct);
    }

    public override async Task ConnectAsync(ConnectRequest request, CancellationToken ct)
    {
        using var answer = await _http.PostAsJsonAsync("/control/connections", request, ct);
        await ReadAsync<bool>(answer, ct);
    }

    public override async IAsyncEnumerable<RunEvent> RunAsync(RunRequest request, string? connection, [EnumeratorCancellation] CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/control/runs?connection={Uri.EscapeDataString(connection ?? "")}") { Content = JsonContent.Create(request) };
        using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
        await RefusedAsync(answer, ct);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        while (await NextAsync(lines, ct) is { Length: > 0 } line)
            yield return RunEventJson.Read(line);
    }

    public override async IAsyncEnumerable<ProofEvent> ProveAsync(ProofWish wish, [EnumeratorCancellation] CancellationToken ct)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, "/control/proofs") { Content = JsonContent.Create(wish) };
        using var answer = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, ct);
        await RefusedAsync(answer, ct);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(ct));
        while (await NextAsync(lines, ct) is { Length: > 0 } line)
            yield return ProofEventJson.Read(line);
    }

    public override async Task<LentSession> LendAsync(LendRequest request, CancellationToken ct)
    {
        using var answer = await _http.PostAsJsonAsync("/control/sessions", request, ct);
        return await ReadAsync<LentSession>(answer, ct);
    }

    public override ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    // A gateway that is stopped in the middle ends the stream; the missing result is told by whoever reads.
    private static async Task<string?> NextAsync(StreamReader lines, CancellationToken ct)
    {
        try
        {
            return await lines.ReadLineAsync(ct);
        }
        catch (Exception e) when (e is HttpIOException or IOException)
        {
            return null;
        }
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage answer, CancellationToken ct)
    {
        await RefusedAsync(answer, ct);
        return (await answer.Content.ReadFromJsonAsync<T>(JsonSerializerOptions.Web, ct))!;
    }

    private static async Task RefusedAsync(HttpResponseMessage answer, CancellationToken ct)
    {
        if (!answer.IsSuccessStatusCode)
            throw new CommandException(answer.StatusCode == HttpStatusCode.BadRequest ? ExitCodes.Usage : ExitCodes.Failed,
                (await answer.Content.ReadAsStringAsync(ct)).Trim());
    }
}
