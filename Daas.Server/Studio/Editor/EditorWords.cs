using System.Text.Json;
using Daas.Core.Adapters;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Editor;

/// <summary>What the editor says, to its page and to its script.</summary>
internal static class EditorWords
{
    private const string ScriptPrefix = "editor.js.";
    private const string PhrasePrefix = "editor.phrase.";

    /// <summary>The words of the script as JSON; <c>phrases</c> are those of the editor it is built on, by its own English ones.</summary>
    public static string ForScript(Texts texts, string file)
    {
        var words = texts.Keys.Where(k => k.StartsWith(ScriptPrefix, StringComparison.Ordinal))
            .ToDictionary(k => k[ScriptPrefix.Length..], object (k) => texts[k]);
        words["label"] = texts.Format("editor.label", file);
        words["phrases"] = texts.Keys.Where(k => k.StartsWith(PhrasePrefix, StringComparison.Ordinal)).ToDictionary(k => Texts.English[k], k => texts[k]);
        return JsonSerializer.Serialize(words);
    }

    public static string State(OpenScript script, Texts texts) =>
        script.Version is not { } version ? texts["editor.stateNone"] : texts.Format(script.IsPublished ? "editor.stateLive" : "editor.stateOlder", version);

    public static string Text(ScriptProblem problem, Texts texts) =>
        problem.Message + (problem.Suggestion is { } word ? texts.Format("editor.suggestion", word) : "");

    public static Said Say(Saving saving, OpenScript now, Texts texts) => saving switch
    {
        Saving.Saved { HasErrors: false } => new Said(texts.Format("editor.saved", now.Version), "good"),
        Saving.Saved when now.Version is { } version => new Said(texts.Format("editor.savedWithErrors", version), "warn"),
        Saving.Saved => new Said(texts["editor.savedNotLive"], "warn"),
        Saving.WithErrors wrong => new Said(texts[wrong.Problems.Any(p => IsError(p) && p.File == now.File) ? "editor.refused" : "editor.refusedElsewhere"], "bad"),
        Saving.Conflict conflict => new Said(texts[conflict.Theirs is null ? "editor.conflictGone" : "editor.conflict"], "bad"),
        Saving.Refused refused => new Said(texts.Format("editor.cannotWrite", refused.Why), "bad"),
        _ => throw new ArgumentOutOfRangeException(nameof(saving), saving, null),
    };

    public static object[] Listed(IReadOnlyList<ScriptProblem> problems, Texts texts) =>
        [.. problems.Select(p => new { p.File, p.Line, p.Column, error = IsError(p), p.Message, p.Suggestion, text = Text(p, texts) })];

    /// <summary>A save's answer to the script.</summary>
    public static IResult Answer(HttpContext context, Saving saving, OpenScript now, Said said, Texts texts)
    {
        PageRenderer.Guard(context.Response);
        var (outcome, problems) = saving switch
        {
            Saving.Saved saved => ("saved", saved.Problems),
            Saving.WithErrors wrong => ("errors", wrong.Problems),
            Saving.Conflict => ("conflict", null),
            Saving.Refused => ("refused", null),
            _ => throw new ArgumentOutOfRangeException(nameof(saving), saving, null),
        };
        return Results.Json(new
        {
            outcome,
            text = said.Text,
            tone = said.Tone,
            state = State(now, texts),
            opened = saving is Saving.Saved ? now.Opened : (saving as Saving.Conflict)?.Opened,
            problems = problems is null ? null : Listed(problems, texts),
            theirs = (saving as Saving.Conflict)?.Theirs,
        });
    }

    private static bool IsError(ScriptProblem problem) => problem.Severity == ScriptSeverity.Error;
}
