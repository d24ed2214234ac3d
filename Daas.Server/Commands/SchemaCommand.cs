using System.CommandLine;
using Daas.Core.Adapters;

namespace Daas.Server.Commands;

/// <summary><c>daas schema</c>: the JSON Schema of the scripts, for editors.</summary>
internal static class SchemaCommand
{
    private const string Summary = "Prints the JSON Schema of adapter scripts, by which an editor completes and checks them while one types.";

    private const string More = """
        Examples:
          daas schema system    > system.schema.json       for system.yaml
          daas schema operation > operation.schema.json    for <operation>.yaml
        and as the first line of a script, for editors with the YAML language server:
          # yaml-language-server: $schema=../../operation.schema.json
        """;

    public static Command Build(Shell shell)
    {
        var which = new Argument<string>("which") { Description = "system or operation", Arity = ArgumentArity.ZeroOrOne, DefaultValueFactory = _ => "operation" };
        which.AcceptOnlyFromAmong("system", "operation");
        var command = new VerbCommand("schema", Summary, More) { which };
        command.SetAction(parsed => shell.Out.Write(parsed.GetRequiredValue(which) == "system" ? ScriptSchema.System() : ScriptSchema.Operation()));
        return command;
    }
}
