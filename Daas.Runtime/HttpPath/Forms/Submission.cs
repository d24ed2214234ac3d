namespace Daas.Runtime.HttpPath.Forms;

/// <summary>A request that a page asks for, before cookies and headers.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Url">Absolute; of a GET with the fields in its query.</param>
/// <param name="Body">Null of a GET.</param>
/// <param name="ContentType">Null without a body.</param>
internal sealed record Submission(HttpMethod Method, Uri Url, byte[]? Body, string? ContentType);
