using System.CommandLine;
using Daas.Core.Adapters;
using Daas.Core.Storage;
using Daas.Core.Words;

namespace Daas.Server.Commands;

/// <summary><c>daas connect</c>: where the real system is, and the account to use.</summary>
internal static class ConnectCommand
{
    private const string Summary = "Stores where the real system is and the account to use, encrypted.";

    private const string More = """
        Works beside a running gateway. The password is asked for, or read as the first line of standard input; it is never an argument.

        Examples:
          daas connect civil-affairs --user clerk01
          daas connect civil-affairs --connection north --url http://10.2.0.8/ --user clerk07
          daas connect civil-affairs --user clerk01 < password.txt
        """;

    public static Command Build(Shell shell, GlobalOptions options)
    {
        var adapter = new Argument<string>("adapter") { Description = "Name of the adapter" };
        var connection = new Option<string>("--connection") { Description = "Name of the connection (default: 'default')", HelpName = "NAME", DefaultValueFactory = _ => ConnectionId.DefaultName };
        var url = new Option<string?>("--url") { Description = "Address of the real system (default: the adapter's)", HelpName = "URL" };
        var user = new Option<string?>("--user") { Description = "Name of the account", HelpName = "USER" };
        var command = new VerbCommand("connect", Summary, More) { adapter, connection, url, user };
        command.SetAction(async (parsed, ct) =>
        {
            await using var folder = await DataFolder.OpenAsync(options.Read(parsed), ct);
            var request = Ask(
                shell, Read(folder.Adapters, parsed.GetRequiredValue(adapter)), parsed.GetRequiredValue(connection), Address(parsed.GetValue(url)), parsed.GetValue(user));
            await folder.ConnectAsync(request, ct);
            shell.Error.WriteLine($"Stored {(request.Password is null ? "the address" : "the account")} of {request.Adapter}{(request.Connection == ConnectionId.DefaultName ? "" : $" ({request.Connection})")}.");
            return ExitCodes.Good;
        });
        return command;
    }

    private static Adapter Read(string folder, string adapter)
    {
        var there = Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)).ToList() : [];
        if (!there.Contains(adapter))
            throw new CommandException(ExitCodes.Usage, $"there is no adapter '{adapter}' in {folder}{(Nearest.Find(adapter, there) is { } near ? $"; did you mean '{near}'?" : "")}");
        return AdapterReader.ReadFolder(Path.Combine(folder, adapter)) is { Adapter: { } read }
            ? read
            : throw new CommandException(ExitCodes.Usage, $"the script of {adapter} has errors; see: daas check {adapter}");
    }

    private static ConnectRequest Ask(Shell shell, Adapter adapter, string connection, Uri? url, string? user)
    {
        if (adapter.SignIn is null && user is null)
        {
            return url is null
                ? throw new CommandException(ExitCodes.Usage, $"{adapter.Id} needs no account; name its address with --url")
                : new ConnectRequest(adapter.Id, connection, url, null, null);
        }

        if (user is null && shell.CanAsk)
        {
            shell.Error.Write($"User of {adapter.Title}: ");
            user = shell.In.ReadLine()?.Trim();
        }

        if (string.IsNullOrEmpty(user))
            throw new CommandException(ExitCodes.Usage, "name the account with --user");
        if (shell.CanAsk)
            shell.Error.Write($"Password of {user} (not shown): ");
        var password = shell.CanAsk ? shell.ReadSecret() : shell.In.ReadLine()?.TrimEnd('\r', '\n');
        if (shell.CanAsk)
            shell.Error.WriteLine();
        return string.IsNullOrEmpty(password)
            ? throw new CommandException(ExitCodes.Usage, "no password was given; type it, or give it as the first line of standard input")
            : new ConnectRequest(adapter.Id, connection, url, user, password);
    }

    private static Uri? Address(string? url) =>
        url is null ? null
        : Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address
        : throw new CommandException(ExitCodes.Usage, $"'{url}' is not an address such as http://10.2.0.8/");
}
