using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Xunit;
using Assembly = System.Reflection.Assembly;

namespace Daas.Server.Tests;

/// <summary>Holds the table of who may know whom (README, "The house"): one package, one place; no feature knows another.</summary>
public sealed class HouseTests
{
    private static readonly Assembly[] Projects =
        [Assembly.Load("Daas.Core"), Assembly.Load("Daas.Runtime"), Assembly.Load("Daas.Recorder"), Assembly.Load("daas")];

    private static readonly Architecture House = new ArchLoader().LoadAssemblies(Projects).Build();

    /// <summary>A package's root namespace → the namespaces that may name it.</summary>
    public static TheoryData<string, string[]> Packages => new()
    {
        { "AngleSharp", ["Daas.Core.Extraction", "Daas.Core.Finding", "Daas.Runtime.HttpPath", "Daas.Recorder"] },
        { "ExcelDataReader", ["Daas.Core.Extraction"] },
        { "YamlDotNet", ["Daas.Core.Adapters", "Daas.Server.Commands"] },
        { "Polly", ["Daas.Runtime.Resilience"] },
        { "Microsoft.Playwright", ["Daas.Runtime.Browsers", "Daas.Runtime.BrowserPath", "Daas.Recorder.Capture"] },
        { "NSwag", ["Daas.Server.Gateway"] },
        { "NJsonSchema", ["Daas.Server.Gateway"] },
        { "LiteDB", ["Daas.Server.Storage"] },
        { "System.CommandLine", ["Daas.Server.Commands", "Program"] },
    };

    /// <summary>A project or a part of one → what it must not know.</summary>
    public static TheoryData<string, string[]> Strangers => new()
    {
        { "Daas.Core", ["Daas.Runtime", "Daas.Recorder", "Daas.Server", "Microsoft.AspNetCore", "Microsoft.Playwright"] },
        { "Daas.Runtime", ["Daas.Recorder", "Daas.Server", "Microsoft.AspNetCore"] },
        { "Daas.Recorder", ["Daas.Runtime", "Daas.Server", "Microsoft.AspNetCore"] },
        { "Daas.Server.Sandbox", ["Daas.Core", "Daas.Runtime", "Daas.Recorder"] },
    };

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_is_named_in_its_one_place(string package, string[] places)
    {
        var trespassers = Dependencies()
            .Where(d => Inside(d.Target, package) && !places.Any(p => Inside(d.Origin, p) || d.Origin == p))
            .Select(d => $"{d.Origin} names {d.Target}")
            .Distinct();
        Assert.Empty(trespassers);
    }

    [Theory]
    [MemberData(nameof(Strangers))]
    public void A_part_does_not_know_its_strangers(string part, string[] strangers)
    {
        var trespassers = Dependencies()
            .Where(d => Inside(d.Origin, part) && strangers.Any(s => Inside(d.Target, s)))
            .Select(d => $"{d.Origin} knows {d.Target}")
            .Distinct();
        Assert.Empty(trespassers);
    }

    [Fact]
    public void A_feature_of_the_server_knows_no_other_feature()
    {
        const string server = "Daas.Server.";
        string[] known = ["Layout", "Consumers"];
        string[] composers = ["Commands"];
        var trespassers =
            from d in Dependencies()
            where d.Origin.StartsWith(server, StringComparison.Ordinal) && d.Target.StartsWith(server, StringComparison.Ordinal)
            let origin = Feature(d.Origin)
            let target = Feature(d.Target)
            where origin is not null && target is not null && origin != target
            where !known.Contains(target) && !composers.Contains(origin)
            where !(origin == "Storage" && target == "Secrets")
            select $"{d.Origin} knows {d.Target}";
        Assert.Empty(trespassers.Distinct());

        static string? Feature(string type) => type[server.Length..].Split('.') is [var folder, _, ..] ? folder : null;
    }

    [Fact]
    public void The_table_would_see_a_trespasser() => Assert.Contains(Dependencies(), d => Inside(d.Target, "System") && Inside(d.Origin, "Daas.Core"));

    private static IEnumerable<(string Origin, string Target)> Dependencies() =>
        from type in House.Types
        where Projects.Any(p => p.FullName == type.Assembly.FullName)
        from dependency in type.Dependencies
        select (type.FullName, dependency.Target.FullName);

    private static bool Inside(string type, string space) => type.StartsWith(space + ".", StringComparison.Ordinal);
}
