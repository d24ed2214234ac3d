namespace Daas.Runtime.Browsers;

/// <summary>A gate in numbers, counted since it was opened.</summary>
/// <param name="Requests">Plain requests passed on.</param>
/// <param name="Tunnels">Tunnels (https, web sockets) opened; what goes through them is not counted.</param>
/// <param name="Refused">Requests and tunnels refused.</param>
/// <param name="BytesReceived">Bytes that came back from the hosts.</param>
/// <param name="Connections">Connections from browsers open now.</param>
internal sealed record EgressFigures(long Requests, long Tunnels, long Refused, long BytesReceived, int Connections);
