using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;

namespace Daas.Recorder.Evidence;

/// <summary>The signs of a script by name, as evidence tells which page shows which.</summary>
internal static class ScriptSigns
{
    public static IEnumerable<(string Name, Sign Sign)> Of(Adapter adapter, Operation operation)
    {
        (string, Sign?)[] all =
        [
            ("signIn.signedIn", adapter.SignIn?.SignedIn), ("signIn.rejected", adapter.SignIn?.Rejected), ("signIn.locked", adapter.SignIn?.Locked),
            ("signIn.needsPerson", adapter.SignIn?.NeedsPerson), ("signIn.expired", adapter.SignIn?.Expired), ("down", adapter.Down),
            ("applied", operation.Applied), ("rejected", operation.Rejected), ("notFound", operation.NotFound), ("empty", operation.Output?.Empty),
        ];
        return all.Where(s => s.Item2 is not null).Select(s => (s.Item1, s.Item2!));
    }

    /// <summary>Names of those that a page shows.</summary>
    public static IReadOnlyList<string> ShownBy(PageView page, Adapter adapter, Operation operation, TemplateValues values) =>
        [.. Of(adapter, operation).Where(s => SignReader.Find(s.Sign, page, values) is not null).Select(s => s.Name)];
}
