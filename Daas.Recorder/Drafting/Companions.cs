using Daas.Core.Adapters;

namespace Daas.Recorder.Drafting;

/// <summary>What one demonstration makes beside the operation that was recorded.</summary>
public static class Companions
{
    /// <summary>The operation, the list by which it is read back, and the one that answers the rows of the file it takes; what goes together is published together.</summary>
    /// <param name="drafted">The adapter as it is to be.</param>
    /// <param name="operation">Id of the operation that was recorded.</param>
    public static IEnumerable<Operation> With(Adapter drafted, string operation)
    {
        var verify = drafted.Find(operation)?.Verify?.Operation;
        return drafted.Operations.Where(o => o.Id == operation || o.Id == verify || o.Id == Rows(operation));
    }

    internal static string Rows(string operation) => $"{operation}-rows";
}
