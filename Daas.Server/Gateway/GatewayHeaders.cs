namespace Daas.Server.Gateway;

/// <summary>Headers of the REST surface.</summary>
internal static class GatewayHeaders
{
    /// <summary>Request: the connection to use.</summary>
    public const string Connection = "Daas-Connection";

    /// <summary>Request: makes a push happen at most once.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>Request: at most so many rows.</summary>
    public const string MaxRows = "Daas-Max-Rows";

    /// <summary>Request: at most so many of the old system's pages.</summary>
    public const string MaxPages = "Daas-Max-Pages";

    /// <summary>Answer: the run that made it.</summary>
    public const string Run = "Daas-Run";

    /// <summary>Answer: <c>browser</c> or <c>http</c>.</summary>
    public const string Path = "Daas-Path";

    public const string AdapterVersion = "Daas-Adapter-Version";

    /// <summary>Answer in a form that cannot say so itself (CSV, xlsx): <c>false</c> when a limit cut it short.</summary>
    public const string Complete = "Daas-Complete";

    public const int MostKeyLength = 255;
}
