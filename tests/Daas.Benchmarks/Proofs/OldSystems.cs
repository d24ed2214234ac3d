using System.Net.Sockets;
using Daas.Core.Storage;
using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Microsoft.Extensions.DependencyInjection;

namespace Daas.Benchmarks.Proofs;

/// <summary>The systems that recordings are called against: those of the sandbox are started here, others are called where they were recorded.</summary>
internal sealed class OldSystems(SandboxHost sandbox)
{
    private readonly Dictionary<string, OldSystem> _others = new(StringComparer.Ordinal);

    /// <summary>The system that a desk was recorded at; or why it cannot be called.</summary>
    public async Task<(OldSystem? System, string? WhyNot)> OfAsync(RecordedDesk desk, CancellationToken ct)
    {
        var recording = desk.Operations[0].First;
        if (sandbox.Systems.FirstOrDefault(s => recording.Pages.Any(p => p.Title.Contains(s.Title, StringComparison.Ordinal))) is { } known)
        {
            var account = known.Accounts.All[0];
            return (new OldSystem(known.Title, known.Url, account.Name, account.Password, known), null);
        }

        var name = recording.Url.Authority;
        if (_others.TryGetValue(name, out var there))
            return (there, null);
        if (!await AnswersAsync(recording.Url, ct))
            return (null, $"{name} does not run");
        if (await AccountAsync(desk, ct) is not { } credential)
            return (null, $"no account of {name} was kept with the recording");
        return (_others[name] = new OldSystem(name, null, credential.User, credential.Password, null), null);
    }

    private static async Task<bool> AnswersAsync(Uri url, CancellationToken ct)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(url.Host, url.Port, ct);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>What was typed when it was recorded is kept there; a copy is read, so that the desk stays as it is.</summary>
    private static async Task<Credential?> AccountAsync(RecordedDesk desk, CancellationToken ct)
    {
        using var work = new WorkFolder();
        Directory.CreateDirectory(work.Data);
        foreach (var file in Directory.EnumerateFiles(desk.Data).Where(f => !f.EndsWith(".lock", StringComparison.Ordinal)))
            File.Copy(file, Path.Combine(work.Data, Path.GetFileName(file)));
        return await DeskHome.StoresAsync(
            new ServerSettings { Data = work.Data, Adapters = work.Adapters },
            stores => stores.GetRequiredService<CredentialStore>().FindAsync(new ConnectionId(desk.Adapter, ConnectionId.DefaultName), ct));
    }
}
