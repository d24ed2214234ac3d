namespace Daas.Server.Layout;

/// <summary>Where the API listens, known once it does.</summary>
internal sealed class ApiAddress
{
    /// <summary>Such as <c>http://127.0.0.1:8780</c>; null before the listener is up.</summary>
    public string? Url { get; set; }

    public string? Docs() => Url is null ? null : Url + "/docs";
}
