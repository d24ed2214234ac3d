using Daas.Core.Adapters.Grammar;
using Daas.Core.Adapters.Yaml;

namespace Daas.Core.Adapters;

/// <summary>Writes adapters as scripts. What is written reads back as an equal adapter; keys come in the order of the grammar, defaults are left out.</summary>
public static class AdapterWriter
{
    /// <returns>Contents by file name: <c>system.yaml</c> and one file for each operation.</returns>
    public static IReadOnlyDictionary<string, string> Write(Adapter adapter)
    {
        var files = new OrderedDictionary<string, string>(StringComparer.Ordinal) { [ScriptFiles.System] = WriteSystem(adapter) };
        foreach (var operation in adapter.Operations)
            files[operation.Id + ScriptFiles.Ending] = WriteOperation(operation);
        return files;
    }

    /// <summary>The file <c>system.yaml</c>, without the operations.</summary>
    public static string WriteSystem(Adapter adapter) => NodeWriter.Write((Node.Map)SystemGrammar.System.Write(adapter));

    /// <summary>The file of one operation.</summary>
    public static string WriteOperation(Operation operation) => NodeWriter.Write((Node.Map)OperationGrammar.Operation.Write(operation));
}
