using Daas.Core.Runs;

namespace Daas.Runtime.HttpPath.Forms;

/// <summary>Builds the request that a browser sends when a form is submitted.</summary>
internal static class FormState
{
    /// <summary>Drift when a value that is set fits nothing of the field.</summary>
    public static Fallible<Submission> Build(FormOrder order) => throw new NotSupportedException(order.ToString());
}
