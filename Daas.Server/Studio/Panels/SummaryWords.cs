using Daas.Core.Adapters;
using Daas.Server.Layout;
using Daas.Server.Studio.Rooms;

namespace Daas.Server.Studio.Panels;

/// <summary>What an operation does, for a colleague who reviews it, in the page's language.</summary>
internal static class SummaryWords
{
    public static IEnumerable<string> Of(Understanding now, Operation operation, Texts texts)
    {
        yield return texts[operation.Kind == OperationKind.Push ? "studio.sum.push" : "studio.sum.pull"];
        yield return now.Adapter.SignIn is { } signIn
            ? texts.Format("studio.sum.signIn", signIn.Steps.Count, signIn.SignedIn) : texts["studio.sum.noSignIn"];
        yield return operation.Input.Count == 0 ? texts["studio.sum.noInputs"]
            : texts.Format("studio.sum.inputs", Apart.Join(", ", operation.Input.Select(i => One(i, texts))));
        yield return texts.Format("studio.sum.steps", operation.Steps.Count);
        if (operation.Output is { } output)
        {
            var fields = Apart.Join(", ", output.Fields.Select(f => f.Title ?? f.Column ?? f.Label ?? f.Name));
            yield return output.File ? texts["studio.sum.file"] : texts.Format(output.Rows is null ? "studio.sum.record" : "studio.sum.rows", fields);
            if (output.Rows is not null)
            {
                yield return output.Next is { } next ? texts.Format("studio.sum.next", next)
                    : output.Paging.Open is { } open ? texts.Format("studio.sum.pages", open) : texts["studio.sum.onePage"];
                yield return output.Empty is { } empty ? texts.Format("studio.sum.empty", Short(empty.ToString())) : texts["studio.sum.noEmpty"];
            }
        }

        if (operation.Kind != OperationKind.Push)
            yield break;
        yield return operation.Applied is { } applied ? texts.Format("studio.sum.applied", Short(applied.ToString())) : texts["studio.sum.noApplied"];
        if (operation.Rejected is not null)
            yield return texts["studio.sum.rejected"];
        yield return operation.Verify is { } verify ? texts.Format("studio.sum.verify", verify.Operation) : texts["studio.sum.noVerify"];
    }

    // A sign can be a pattern of many words; all of it stands in the script.
    private static string Short(string text) => DidWords.Short(text, 80);

    private static string One(Parameter input, Texts texts) =>
        $"{input.Name}{(input.Title is { } title && title != input.Name ? $" ({Apart.Of(title)})" : "")}{(input.Required ? texts["studio.sum.required"] : "")}";
}
