using System.CommandLine;
using Daas.Recorder.Capture;
using Daas.Recorder.Drafting;
using Daas.Recorder.Recordings;
using Daas.Runtime.Browsers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Daas.Server.Commands;

/// <summary><c>daas record</c>: do the work once in a browser; out comes an operation.</summary>
internal static class RecordCommand
{
    private const string Summary = "Records a workflow that you do in a browser, and writes the operation that does it again.";

    private const string More = """
        Do the work once: sign in, search, open, save. The recording ends when you close the last page, press Done, or press Ctrl+C.
        A password that you type goes encrypted into the data folder and nowhere else; the next recording of the adapter starts signed in.

        Examples:
          daas record http://10.2.0.8/ --adapter civil-affairs --operation find-residents
          daas record http://10.2.0.8/ --adapter civil-affairs --operation find-residents --again     once more, with other values
          daas record http://10.2.0.8/ --adapter civil-affairs --operation get-resident --pick 110101199001011237
          daas record http://10.2.0.8/ --adapter a --operation o --headless --debug-port 9333         driven by a script

        Exit codes: 0 the operation can be used as it is · 2 wrong usage · 3 a question is open, or there is no browser
        """;

    // A browser that nobody sits at has no language of its own: it asks as runs do.
    private const string DefaultLanguage = "zh-CN";

    public static Command Build(Shell shell, GlobalOptions options)
    {
        var url = new Argument<string>("url") { Description = "Where the work begins" };
        var adapter = new Option<string>("--adapter") { Description = "Name of the adapter: new, or one to add to", HelpName = "NAME", Required = true };
        var operation = new Option<string>("--operation") { Description = "Name of the operation", HelpName = "NAME", Required = true };
        var output = new Option<string?>("--out") { Description = "Folder of the scripts (default: the adapters' folder)", HelpName = "DIR" };
        var headless = new Option<bool>("--headless") { Description = "Without a window; another client drives the browser" };
        var port = new Option<int>("--debug-port")
        {
            Description = "Loopback port by which the browser can be driven (default: any free one)",
            HelpName = "PORT"
        };
        var pick = new Option<string[]>("--pick")
        {
            Description = "The cell or field that shows this text is part of the answer; may be repeated",
            HelpName = "TEXT"
        };
        var again = new Option<bool>("--again") { Description = "A second demonstration of the same operation, with other values" };
        var command = new VerbCommand("record", Summary, More) { url, adapter, operation, output, headless, port, pick, again };
        command.SetAction(async (parsed, ct) =>
        {
            var settings = options.Read(parsed);
            var wish = new RecordWish(
                Address(parsed.GetRequiredValue(url)),
                new DraftNames(Name(parsed.GetRequiredValue(adapter), "--adapter"), Name(parsed.GetRequiredValue(operation), "--operation")),
                parsed.GetValue(output) is { } folder ? Path.GetFullPath(folder, shell.Folder) : settings.Adapters,
                parsed.GetValue(headless),
                parsed.GetValue(port),
                parsed.GetValue(pick) ?? [],
                parsed.GetValue(again));
            try
            {
                return await RecordAsync(shell, settings, wish, ct);
            }
            catch (CaptureException e)
            {
                throw new CommandException(ExitCodes.Needs, e.Message);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new CommandException(ExitCodes.Needs, $"what is recorded cannot be kept: {e.Message}");
            }
        });
        return command;
    }

    private static async Task<int> RecordAsync(Shell shell, ServerSettings settings, RecordWish wish, CancellationToken ct)
    {
        // Rather now than when the work is done.
        Directory.CreateDirectory(wish.Scripts);
        await File.WriteAllTextAsync(Path.Combine(wish.Scripts, $".{wish.Names.Adapter}.writable"), "", ct);
        File.Delete(Path.Combine(wish.Scripts, $".{wish.Names.Adapter}.writable"));
        var earlier = wish.Again ? Earlier(settings, wish.Names) : null;
        var finder = new BrowserFinder(new()
        {
            ExecutablePath = settings.Browser,
            MayDownload = settings.InstallBrowser,
            MayInstallPackage = settings.InstallBrowser
        });
        var browser = await finder.FindOrInstallAsync(shell.Error.WriteLine, ct);
        var folder = Path.Combine(Recordings(settings, wish.Names), $"{TimeProvider.System.GetLocalNow():yyyyMMdd-HHmmss}{(wish.Again ? "-again" : "")}");
        var account = new TypedAccount(typed => StoredAccount.KeepAsync(settings, wish.Names.Adapter, typed));
        var start = await RecordStart.OfAsync(shell, settings, wish, ct);
        await using var capturing = await Capturing.StartAsync(
            new CaptureOptions
            {
                Url = start.Url,
                Browser = browser.ExecutablePath,
                Folder = folder,
                Headless = wish.Headless,
                Bar = !wish.Headless,
                DebugPort = wish.DebugPort,
                Language = RecordOutcome.Existing(Path.Combine(wish.Scripts, wish.Names.Adapter))?.Language ?? (wish.Headless ? DefaultLanguage : null),
                Picks = wish.Picks,
                State = start.State,
                Typed = start.KeepsAccount ? account.Keep : null,
            },
            TimeProvider.System,
            NullLogger.Instance,
            ct);
        shell.Out.WriteLine($"ready: {capturing.Address.GetLeftPart(UriPartial.Authority)}");
        await shell.Out.FlushAsync(CancellationToken.None);
        if (!wish.Headless)
            shell.Error.WriteLine("Do the work in the browser; close its last page, press Done, or press Ctrl+C here when it is done.");
        try
        {
            await capturing.Ended.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            // Ctrl+C ends the recording, not the command.
        }

        var recording = await capturing.FinishAsync();
        await account.StoredAsync();
        if (capturing.Failure is { } lost)
            throw new CommandException(ExitCodes.Needs, $"the recording ended because it could not be kept: {lost} Nothing was written; what there is of it is in {folder}");
        if (account.Failure is { } failure)
            shell.Error.WriteLine($"The account was not stored: {failure} Store it with: daas connect {wish.Names.Adapter}");
        return RecordOutcome.Write(shell, wish, folder, earlier ?? recording, earlier is null ? null : recording, EvidenceKey.Of(settings, shell.Environment));
    }

    private static string Recordings(ServerSettings settings, DraftNames names) => Path.Combine(settings.Data, "recordings", names.Adapter, names.Operation);

    private static Recording Earlier(ServerSettings settings, DraftNames names) => RecordingFolder.Latest(Recordings(settings, names)).First is { } first
        ? RecordingFolder.Read(first)
        : throw new CommandException(ExitCodes.Usage, $"{names.Adapter}/{names.Operation} was not recorded before; record it first without --again");

    private static Uri Address(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? address
            : throw new CommandException(ExitCodes.Usage, $"'{text}' is not an address such as http://10.2.0.8/");

    internal static string Name(string text, string option) =>
        text.Length > 0 && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-') && char.IsAsciiLetterLower(text[0])
            ? text
            : throw new CommandException(ExitCodes.Usage, $"{option} takes small letters, digits and hyphens, such as find-residents, not '{text}'");
}
