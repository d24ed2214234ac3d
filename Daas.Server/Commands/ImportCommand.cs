using System.CommandLine;
using Daas.Recorder.Drafting;
using Daas.Recorder.Import;
using Daas.Recorder.Recordings;

namespace Daas.Server.Commands;

/// <summary><c>daas import</c>: an operation out of a recording that something else made.</summary>
internal static class ImportCommand
{
    private const string Summary = "Makes an operation of a recording that a browser or another tool made.";

    private const string More = """
        What a file may be, told by what is in it:
          a HAR file          saved by the browser's developer tools with content, or by Playwright (.har, .zip); what was done is inferred from the requests
          a DevTools JSON     exported by the Recorder panel of Chrome's developer tools
          a .side project     of Selenium IDE
          a folder            of an earlier recording, such as daas-data/recordings/a/o/20261123-101500: it is drafted anew
        A password in the file is left out, and stored nowhere: give the account with daas connect.
        What a file does not tell is asked for; DevTools and Selenium keep no pages, so that they leave the answer open.

        Examples:
          daas import monday.har --adapter civil-affairs --operation find-residents
          daas import monday.har --adapter civil-affairs --operation get-resident --pick 110101199001011237
          daas import flow.json --adapter document-oa --operation send-document
          daas import shop.side --test "find an order" --adapter shop --operation find-orders

        Exit codes: 0 the operation can be used as it is · 2 wrong usage, or a file that cannot be read · 3 a question is open
        """;

    public static Command Build(Shell shell, GlobalOptions options)
    {
        var file = new Argument<string>("file") { Description = "The file, or the folder of a recording" };
        var adapter = new Option<string>("--adapter") { Description = "Name of the adapter: new, or one to add to", HelpName = "NAME", Required = true };
        var operation = new Option<string>("--operation") { Description = "Name of the operation", HelpName = "NAME", Required = true };
        var output = new Option<string?>("--out") { Description = "Folder of the scripts (default: the adapters' folder)", HelpName = "DIR" };
        var pick = new Option<string[]>("--pick")
        {
            Description = "The cell or field that shows this text is part of the answer; may be repeated",
            HelpName = "TEXT"
        };
        var test = new Option<string?>("--test") { Description = "Which test of a Selenium project with several", HelpName = "NAME" };
        var command = new VerbCommand("import", Summary, More) { file, adapter, operation, output, pick, test };
        command.SetAction(parsed =>
        {
            var settings = options.Read(parsed);
            var names = new DraftNames(RecordCommand.Name(parsed.GetRequiredValue(adapter), "--adapter"),
                RecordCommand.Name(parsed.GetRequiredValue(operation), "--operation"));
            var scripts = parsed.GetValue(output) is { } folder ? Path.GetFullPath(folder, shell.Folder) : settings.Adapters;
            var path = Path.GetFullPath(parsed.GetRequiredValue(file), shell.Folder);
            try
            {
                var recording = Importer.Read(path, parsed.GetValue(test), parsed.GetValue(pick) ?? []);
                var kept = Directory.Exists(path) ? path : Keep(settings, names, recording);
                var wish = new RecordWish(recording.Url, names, scripts, true, 0, recording.Picks, false);
                return RecordOutcome.Write(shell, wish, kept, recording, null, EvidenceKey.Of(settings, shell.Environment));
            }
            catch (Exception e) when (e is ImportException or IOException or UnauthorizedAccessException)
            {
                throw new CommandException(ExitCodes.Usage, e.Message);
            }
        });
        return command;
    }

    /// <summary>Beside those made here, so that it can be drafted anew, and shown a second time with <c>record --again</c>.</summary>
    private static string Keep(ServerSettings settings, DraftNames names, Recording recording)
    {
        var first = Path.Combine(settings.Data, "recordings", names.Adapter, names.Operation, $"{TimeProvider.System.GetLocalNow():yyyyMMdd-HHmmss}");
        var folder = first;
        for (var i = 2; Directory.Exists(folder); i++)
            folder = $"{first}-{i}";
        var kept = RecordingFolder.Begin(folder, recording);
        foreach (var page in recording.Pages)
            kept.Add(page);
        foreach (var exchange in recording.Exchanges)
            kept.Add(exchange);
        foreach (var action in recording.Actions)
            kept.Add(action);
        return folder;
    }
}
