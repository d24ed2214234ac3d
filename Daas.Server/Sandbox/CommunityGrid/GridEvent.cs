namespace Daas.Server.Sandbox.CommunityGrid;

/// <summary>One event reported from a grid cell of the town. <paramref name="ReportedAt"/> in the town's own time; <paramref name="Photos"/> counts the files sent with it.</summary>
public sealed record GridEvent(
    int Id, string EventNo, string Title, string Type, string Level, string Grid, string Address, string Reporter, string Phone,
    DateTime ReportedAt, string Status, string Description, int Photos, IReadOnlyList<Handling> Handlings);

/// <summary>What was done about an event.</summary>
public sealed record Handling(DateTime At, string By, string Action, string Opinion);
