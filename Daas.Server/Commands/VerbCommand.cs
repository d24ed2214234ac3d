using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Daas.Server.Commands;

/// <summary>A verb whose own <c>--help</c> says more (examples, exit codes) than the one line it has in the list of verbs.</summary>
internal sealed class VerbCommand(string name, string summary, string more) : Command(name, summary)
{
    public string More => more;

    /// <summary>Prints the usual help, and below it what the verb has to say besides.</summary>
    internal sealed class LongHelp(HelpAction usual) : SynchronousCommandLineAction
    {
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var code = usual.Invoke(parseResult);
            if (parseResult.CommandResult.Command is VerbCommand verb)
                parseResult.InvocationConfiguration.Output.WriteLine(verb.More + Environment.NewLine);
            return code;
        }
    }
}
