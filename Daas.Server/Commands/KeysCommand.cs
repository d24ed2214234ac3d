using System.CommandLine;

namespace Daas.Server.Commands;

/// <summary><c>daas keys</c>: who may call the API.</summary>
internal static class KeysCommand
{
    private const string Summary = "Issues, lists and revokes the keys of those who call the API. Works beside a running gateway.";

    private const string More = """
        Examples:
          daas keys add platform                                   may call everything
          daas keys add platform --grant civil-affairs/*           one system
          daas keys add reports --grant civil-affairs/find-residents --grant document-oa/find-documents
          daas keys list
          daas keys revoke platform
        """;

    public static Command Build(Shell shell, GlobalOptions options) =>
        new VerbCommand("keys", Summary, More) { Add(shell, options), List(shell, options), Revoke(shell, options) };

    private static Command Add(Shell shell, GlobalOptions options)
    {
        var name = new Argument<string>("name") { Description = "Who will hold the key; a name in use gets a new key, and its old one stops working" };
        var grants = new Option<string[]>("--grant")
        {
            Description = "What it may call: '*' (default), 'adapter/*' or 'adapter/operation'; may be repeated",
            HelpName = "GRANT",
        };
        var connections = new Option<string[]>("--connection")
        {
            Description = "Its default connection of an adapter, as adapter=name; may be repeated",
            HelpName = "ADAPTER=NAME",
        };
        var command = new Command("add", "Issues a key. It is shown once and kept nowhere: only its hash is.") { name, grants, connections };
        command.SetAction(async (parsed, ct) =>
        {
            await using var folder = await DataFolder.OpenAsync(options.Read(parsed), ct);
            var asked = new KeyRequest(
                parsed.GetRequiredValue(name),
                parsed.GetValue(grants) is { Length: > 0 } given ? given : ["*"],
                Pairs(parsed.GetValue(connections) ?? []));
            var key = await folder.IssueKeyAsync(asked, ct);
            shell.Error.WriteLine($"Key of {asked.Name}, granted {string.Join(", ", asked.Grants)}. Copy it now: it is not shown again.");
            shell.Out.WriteLine(key);
            foreach (var grant in asked.Grants.Where(g => g != "*" && !Directory.Exists(Path.Combine(folder.Adapters, g.Split('/')[0]))))
                shell.Error.WriteLine($"Note: there is no adapter '{grant.Split('/')[0]}' in {folder.Adapters} yet.");
            return ExitCodes.Good;
        });
        return command;
    }

    private static Command List(Shell shell, GlobalOptions options)
    {
        var command = new Command("list", "Lists who holds a key, and for what.");
        command.SetAction(async (parsed, ct) =>
        {
            await using var folder = await DataFolder.OpenAsync(options.Read(parsed), ct);
            var keys = await folder.ListKeysAsync(ct);
            if (keys.Count == 0)
                shell.Error.WriteLine("No key yet; issue one with: daas keys add NAME");
            else
                TextTable.Write(
                    shell.Out,
                    ["name", "key", "grants", "since", "state"],
                    [.. keys.Select(k => (string[])[k.Name, k.Hint + "…", string.Join(" ", k.Grants), $"{k.CreatedAt.ToLocalTime():yyyy-MM-dd}", k.RevokedAt is { } at ? $"revoked {at.ToLocalTime():yyyy-MM-dd}" : "valid"])]);
            return ExitCodes.Good;
        });
        return command;
    }

    private static Command Revoke(Shell shell, GlobalOptions options)
    {
        var name = new Argument<string>("name");
        var command = new Command("revoke", "Revokes a key; it stops working at once.") { name };
        command.SetAction(async (parsed, ct) =>
        {
            await using var folder = await DataFolder.OpenAsync(options.Read(parsed), ct);
            var who = parsed.GetRequiredValue(name);
            if (!await folder.RevokeKeyAsync(who, ct))
                throw new CommandException(ExitCodes.Failed, $"nobody named '{who}' holds a key; see: daas keys list");
            shell.Error.WriteLine($"The key of {who} is revoked.");
            return ExitCodes.Good;
        });
        return command;
    }

    private static Dictionary<string, string> Pairs(IEnumerable<string> texts)
    {
        var pairs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (text.Split('=', 2) is not [{ Length: > 0 } adapter, { Length: > 0 } name])
                throw new CommandException(ExitCodes.Usage, $"'{text}' is not ADAPTER=NAME");
            pairs[adapter] = name;
        }

        return pairs;
    }
}
