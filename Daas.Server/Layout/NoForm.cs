namespace Daas.Server.Layout;

/// <summary>Marks endpoints that are called by programs with a token, or by a script over a socket, not by forms.</summary>
internal sealed class NoForm;
