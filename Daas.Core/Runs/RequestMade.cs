namespace Daas.Core.Runs;

/// <summary>A request of the HTTP path and its answer.</summary>
/// <param name="Method">Such as <c>GET</c>.</param>
/// <param name="Address">Without what is in the query, which may be people's data or as good as a password.</param>
/// <param name="Status">Of the answer; 0 when none came.</param>
/// <param name="Took">Until the answer began.</param>
public sealed record RequestMade(string Method, string Address, int Status, TimeSpan Took);
