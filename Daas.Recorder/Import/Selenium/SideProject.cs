using System.Text.Json;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Import.Selenium;

/// <summary>A project of Selenium IDE (<c>.side</c>, versions 1 to 3): tests, each a list of commands with a target and its alternatives.</summary>
internal static class SideProject
{
    private const int MostCommands = 20_000;

    public static bool Is(JsonPlace root) => root.Find("tests") is { Element.ValueKind: JsonValueKind.Array };

    public static Recording Read(JsonPlace root, string? test, DateTimeOffset at, IReadOnlyList<string> picks)
    {
        var tests = root.Items("tests").Select(t => (Name: t.Text("name") ?? t.Path, Test: t)).ToList();
        var chosen = test is null ? tests : tests.FindAll(t => t.Name == test);
        if (chosen.Count != 1)
        {
            var names = string.Join(", ", tests.Select(t => t.Name));
            var why = test is null ? "it holds several tests" : $"it holds no test '{test}'";
            throw new ImportException(tests.Count == 0 ? "it holds no test" : $"{why}; choose one with --test: {names}");
        }

        var site = Uri.TryCreate(root.Text("url"), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
        var commands = new SideCommands(site);
        var left = MostCommands;
        Take(chosen[0], []);
        return commands.Finish(at, picks);

        void Take((string Name, JsonPlace Test) one, List<string> running)
        {
            if (running.Contains(one.Name))
                throw new ImportException($"{one.Test.Path} runs itself, by way of {string.Join(" and ", running.Select(r => $"'{r}'"))}");
            foreach (var command in one.Test.Need("commands").Items())
            {
                if (left-- == 0)
                    throw new ImportException($"{one.Test.Path} has more than {MostCommands} commands");
                if (command.NeedText("command") != "run")
                    commands.Take(command);
                else if (tests.Find(t => t.Name == command.Text("target")) is { Name: not null } inner)
                    Take(inner, [.. running, one.Name]);
                else
                    throw new ImportException($"{command.Path}.target names no test of this project");
            }
        }
    }
}
