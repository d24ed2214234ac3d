using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Runtime.BrowserPath;

/// <summary>Tells whether an operation reads JSON answers, whose bodies are kept only then.</summary>
internal static class JsonUse
{
    public static bool IsIn(Operation operation) =>
        operation.Output is { Rows: RowSource.Json } or { Record.Json: not null }
        || new[] { operation.Applied, operation.Rejected, operation.NotFound, operation.Output?.Empty }.Any(IsIn)
        || IsIn(operation.Steps);

    public static bool IsIn(SignIn signIn) =>
        new[] { signIn.SignedIn, signIn.Rejected, signIn.Locked, signIn.NeedsPerson, signIn.Expired }.Any(IsIn) || IsIn(signIn.Steps);

    private static bool IsIn(IEnumerable<Step> steps) =>
        steps.Any(step => step is Step.WaitFor wait ? IsIn(wait.Sign) : step is Step.InWindow inner && (IsIn(inner.Has) || IsIn(inner.Steps)));

    private static bool IsIn(Sign? sign) => sign is not null && sign.AnyOf.Any(alternative => alternative.Json is not null);
}
