namespace Daas.Server.Commands;

/// <summary>How this gateway runs. Each value comes from the flag, else the environment, else <c>daas.yaml</c>, else the default here.</summary>
internal sealed record ServerSettings
{
    /// <summary>Folder of the database, keys, logs and tokens; full path.</summary>
    public string Data { get; init; } = Path.GetFullPath("daas-data");

    /// <summary>Folder with one folder per adapter; full path.</summary>
    public string Adapters { get; init; } = Path.GetFullPath("adapters");

    /// <summary>The adapters to serve, by id; null serves all there are. Set by the demo alone.</summary>
    public IReadOnlyCollection<string>? Only { get; init; }

    /// <summary>Where the API listens.</summary>
    public IReadOnlyList<string> Urls { get; init; } = ["http://127.0.0.1:8780"];

    /// <summary>Where the operators' pages listen.</summary>
    public string Admin { get; init; } = "http://127.0.0.1:8781";

    /// <summary>Further host names under which the operators' pages may be opened (behind a proxy of one's own); loopback names always may.</summary>
    public IReadOnlyList<string> AdminHosts { get; init; } = [];

    /// <summary>The browser's executable; null finds or installs one.</summary>
    public string? Browser { get; init; }

    /// <summary>Whether a missing browser may be downloaded or installed.</summary>
    public bool InstallBrowser { get; init; } = true;

    /// <summary>Browser contexts at the same time, over all connections; about 80 MB each.</summary>
    public int Contexts { get; init; } = 8;

    /// <summary>Days for which the record of a run is kept.</summary>
    public int KeepRuns { get; init; } = 90;

    /// <summary>Share of the answers by HTTP, 0 to 1, that the browser is asked for again, in the background, to be compared.</summary>
    public double CheckedShare { get; init; } = 0.01;

    /// <summary>Days after which it is proved anew that both paths of an operation give the same.</summary>
    public int ProveEvery { get; init; } = 7;

    /// <summary>How long a browser of the studio stays open while nobody looks at it: a reload, a change of network, a short sleep of a notebook. Set by tests alone.</summary>
    public TimeSpan StudioPatience { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Where metrics and traces go (OTLP); null sends none.</summary>
    public string? Telemetry { get; init; }

    /// <summary>Least level that is logged: debug, information, warning, error.</summary>
    public string Log { get; init; } = "information";
}
