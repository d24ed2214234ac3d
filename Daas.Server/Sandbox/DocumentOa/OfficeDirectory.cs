namespace Daas.Server.Sandbox.DocumentOa;

/// <summary>A member of staff who can be given a document.</summary>
internal sealed record Clerk(string Id, string Name, string Department);

/// <summary>Who and what can be chosen in the office system.</summary>
internal static class OfficeDirectory
{
    internal static readonly string[] Urgencies = ["平急", "加急", "特急"];
    internal static readonly string[] Secrecies = ["公开", "内部", "秘密"];
    internal static readonly string[] Roles = ["公文管理员", "部门承办人", "局领导"];

    internal static IReadOnlyList<Clerk> People { get; } =
    [
        .. Invented.Departments.SelectMany((department, d) => Enumerable.Range(1, 3)
            .Select(n => new Clerk($"P{d + 1:00}{n:00}", Invented.PersonOf(5000 + (d * 3) + n).Name, department))),
    ];

    internal static IReadOnlyList<(string Id, string Name)> Units { get; } = [.. Invented.Units.Select((unit, at) => ($"U{at + 1:00}", unit))];
}
