using Daas.Server.Sandbox.CivilAffairs;
using Daas.Server.Sandbox.CommunityGrid;
using Daas.Server.Sandbox.DocumentOa;

namespace Daas.Server.Sandbox;

/// <summary>
/// Three old-fashioned business systems to practise on, in this process, on loopback, in memory, with the same invented records at every start:
/// 民政业务管理系统 (WebForms manner), 公文办公系统 (JSP manner) and 社区网格化平台 (jQuery-grid manner).
/// <para>Each answers, besides its own pages and without sign-in:
/// <c>GET /_sandbox/switches</c> and <c>POST</c> of a form or query to it (see <see cref="Switches"/>);
/// <c>GET /_sandbox/log</c>, the requests so far as JSON lines; <c>GET /_sandbox/rows?name=…</c>, the records as they truly are, filtered
/// by any of their fields;
/// <c>GET /_sandbox/accounts</c>, who is locked or signed in; <c>POST /_sandbox/reset</c>, everything as at the start.</para>
/// </summary>
public sealed class SandboxHost : IAsyncDisposable
{
    private SandboxHost(SandboxOptions options)
    {
        CivilAffairs = new CivilAffairsSystem(options.Time);
        DocumentOa = new DocumentOaSystem(options.Time);
        CommunityGrid = new CommunityGridSystem(options.Time);
    }

    public CivilAffairsSystem CivilAffairs { get; }

    public DocumentOaSystem DocumentOa { get; }

    public CommunityGridSystem CommunityGrid { get; }

    public IReadOnlyList<SandboxSystem> Systems => [CivilAffairs, DocumentOa, CommunityGrid];

    /// <summary>Starts all three; a wished port that is taken is replaced by a free one, so read <see cref="SandboxSystem.Url"/> afterwards.</summary>
    public static async Task<SandboxHost> StartAsync(SandboxOptions options, CancellationToken ct)
    {
        var host = new SandboxHost(options);
        try
        {
            await host.CivilAffairs.StartAsync(options.CivilAffairsPort, ct);
            await host.DocumentOa.StartAsync(options.DocumentOaPort, ct);
            await host.CommunityGrid.StartAsync(options.CommunityGridPort, ct);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var system in Systems) await system.DisposeAsync();
    }
}
