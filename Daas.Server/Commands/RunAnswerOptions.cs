using System.CommandLine;
using Daas.Core.Runs;

namespace Daas.Server.Commands;

/// <summary>How the answer of a run is wished for.</summary>
/// <param name="Format">json, csv, or null for a table.</param>
/// <param name="Connection">Null: the adapter's default.</param>
/// <param name="Path">Null: the connection chooses.</param>
/// <param name="MaxRows">Null: the adapter's limit.</param>
/// <param name="Out">File or folder for a file answer; null: its own name in the current folder.</param>
/// <param name="Key">Idempotency-Key of a push; null: a new one.</param>
/// <param name="Quiet">No progress.</param>
internal sealed record RunAnswer(string? Format, string? Connection, RunPath? Path, int? MaxRows, string? Out, string? Key, bool Quiet);

internal sealed class RunAnswerOptions
{
    private readonly Option<bool> _json = new("--json") { Description = "Answer as JSON" };
    private readonly Option<bool> _csv = new("--csv") { Description = "Answer as CSV (UTF-8; what would be a live formula is disarmed)" };
    private readonly Option<string?> _connection =
        new("--connection") { Description = "Which connection of the adapter (default: 'default')", HelpName = "NAME" };
    private readonly Option<string?> _path =
        new("--path") { Description = "Run it this way, and by no other (default: by HTTP where that is proved)", HelpName = "browser|http" };
    private readonly Option<int?> _rows = new("--max-rows") { Description = "Stop after so many rows", HelpName = "N" };
    private readonly Option<string?> _out =
        new("--out") { Description = "Where to put an answered file: a folder or a file name; '-' is stdout (default: the current folder)", HelpName = "PATH" };
    private readonly Option<string?> _key =
        new("--key") { Description = "Idempotency-Key of a push: the same key never writes twice (default: a new one)", HelpName = "KEY" };
    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress" };

    public void AddTo(Command command)
    {
        command.Options.Add(_json);
        command.Options.Add(_csv);
        command.Options.Add(_connection);
        command.Options.Add(_path);
        command.Options.Add(_rows);
        command.Options.Add(_out);
        command.Options.Add(_key);
        command.Options.Add(_quiet);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_json) && result.GetValue(_csv))
                result.AddError("--json and --csv cannot be had together");
            if (result.GetValue(_path) is not (null or "browser" or "http"))
                result.AddError("--path is browser or http");
            if (result.GetValue(_rows) is < 1)
                result.AddError("--max-rows must be at least 1");
        });
    }

    public RunAnswer Read(ParseResult parsed) => new(
        parsed.GetValue(_json) ? "json" : parsed.GetValue(_csv) ? "csv" : null,
        parsed.GetValue(_connection),
        parsed.GetValue(_path) switch { "browser" => RunPath.Browser, "http" => RunPath.Http, _ => null },
        parsed.GetValue(_rows),
        parsed.GetValue(_out),
        parsed.GetValue(_key),
        parsed.GetValue(_quiet));
}
