using System.Net;
using Daas.Benchmarks.HandWritten;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Paths;

/// <summary>The hand-written HttpClient + AngleSharp programs, called without a server around them.</summary>
internal sealed class HandScripts : IDisposable
{
    private readonly DocumentOaProgram _documents;
    private readonly CivilAffairsProgram _residents;

    private HandScripts(SandboxHost sandbox) => (_documents, _residents) = (new(sandbox.DocumentOa.Url), new(sandbox.CivilAffairs.Url));

    /// <summary>Signed in to both systems; to the one that lets an account in once at a time by the session given.</summary>
    public static async Task<HandScripts> StartAsync(SandboxHost sandbox, Cookie session, CancellationToken ct)
    {
        var scripts = new HandScripts(sandbox);
        await scripts._documents.SignInAsync(sandbox.DocumentOa, ct);
        scripts._residents.Adopt(session);
        return scripts;
    }

    /// <summary>Whether the search can be made with fewer requests than its form needs, by whoever takes it upon himself that the form never changes.</summary>
    public static bool HasShorter(Search search) => search.Adapter == "document-oa";

    public async Task<IReadOnlyList<string>> RunAsync(Search search, bool shortest, CancellationToken ct)
    {
        var inputs = search.Inputs;
        if (search.Operation == "find-residents")
        {
            var residents = await _residents.FindAsync(inputs.GetValueOrDefault("name"), inputs.GetValueOrDefault("street"), ct);
            return [.. residents.Select(r => string.Join('|', r.Id, r.Name, r.Sex, r.IdNumber, r.Street))];
        }

        var documents = await _documents.FindAsync(inputs.GetValueOrDefault("title"), inputs.GetValueOrDefault("urgency"), form: !shortest, ct);
        return [.. documents.Select(d => string.Join('|', d.Number, d.Title, d.Unit, d.Urgency, d.Handler, d.Status))];
    }

    public void Dispose()
    {
        _documents.Dispose();
        _residents.Dispose();
    }
}
