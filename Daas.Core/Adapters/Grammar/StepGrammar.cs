using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;
using Daas.Core.Steps;

namespace Daas.Core.Adapters.Grammar;

/// <summary>The vocabulary of steps: the key that names each, and the keys that refine it.</summary>
internal static class StepGrammar
{
    private static readonly Locator Nothing = new([new Way()]);
    private static readonly UnionShape<Step> Step =
        new("a step (open, fill, choose, check, click, press, hover, upload, download, answer, inWindow, waitFor, read, evaluate)");

    private static readonly Shape<IReadOnlyList<CausedRequest>> Causes = new ListShape<CausedRequest>(
        new TextShape<CausedRequest>("a method and a path", CausedRequest.Parse, c => c.ToString(), () => new() { ["type"] = "string" }),
        "a list of requests such as 'POST /list.do?action=query'", least: 1, inline: true);

    public static readonly Shape<IReadOnlyList<Step>> Steps = new ListShape<Step>(Step, "a list of steps", least: 1);

    static StepGrammar()
    {
        Add("open", "Goes to an address, relative to the system's.", new Step.Open(""), m => m
            .Key("open", Basics.Template, s => s.Url, (s, v) => s with { Url = v }, "The address.", required: true));
        Add("fill", "Types a text into a field.", new Step.Fill(Nothing, ""), m => m
            .Key("fill", LocatorGrammar.ByLabel, s => s.Field, (s, v) => s with { Field = v }, "The field, by its label.", required: true)
            .Key("with", Basics.Template, s => s.With, (s, v) => s with { With = v }, "The text.", required: true)
            .Key("keys", Basics.Flag, s => s.Keys, (s, v) => s with { Keys = v }, "True: its last key is pressed, after the rest was put in at once: for fields that suggest or check while one types."));
        Add("choose", "Chooses an option by its words or value: a select, a look-alike dropdown, a radio button.", new Step.Choose(Nothing, ""), m => m
            .Key("choose", LocatorGrammar.ByLabel, s => s.Field, (s, v) => s with { Field = v }, "The control, by its label.", required: true)
            .Key("option", Basics.Template, s => s.Option, (s, v) => s with { Option = v }, "The option's words.", required: true)
            .Key("from", LocatorGrammar.ByName, s => s.From, (s, v) => s with { From = v },
                "Where a look-alike shows its options, when they cannot be found by being shown."));
        Add("check", "Checks or unchecks a box, or picks a radio button.", new Step.Check(Nothing, "true"), m => m
            .Key("check", LocatorGrammar.ByLabel, s => s.Box, (s, v) => s with { Box = v }, "The box, by its label.", required: true)
            .Key("to", Basics.Template, s => s.To, (s, v) => s with { To = v }, "true (the default) or false."));
        Add("click", "Clicks a button, link, or anything else.", new Step.Click(Nothing), m => m
            .Key("click", LocatorGrammar.ByName, s => s.Target, (s, v) => s with { Target = v }, "What is clicked, by the words on it.", required: true)
            .Key("twice", Basics.Flag, s => s.Twice, (s, v) => s with { Twice = v }, "A double click.")
            .Key("real", Basics.Flag, s => s.Real, (s, v) => s with { Real = v }, "By the real mouse, for pages that trust nothing else."));
        Add("press", "Presses a key or combination.", new Step.Press(""), m => m
            .Key("press", Basics.Text, s => s.Key, (s, v) => s with { Key = v }, "Name of the key, such as Enter or Control+A.", required: true)
            .Key("in", LocatorGrammar.ByLabel, s => s.In, (s, v) => s with { In = v }, "The element that gets it; else the one that has the focus."));
        Add("hover", "Rests the mouse on an element, for menus that open so.", new Step.Hover(Nothing), m => m
            .Key("hover", LocatorGrammar.ByName, s => s.Target, (s, v) => s with { Target = v }, "The element, by the words on it.", required: true));
        Add("upload", "Gives a file field the caller's file.", new Step.Upload(Nothing, ""), m => m
            .Key("upload", LocatorGrammar.ByLabel, s => s.Field, (s, v) => s with { Field = v }, "The file field, by its label.", required: true)
            .Key("file", Basics.Text, s => s.File, (s, v) => s with { File = v }, "Name of an input of type file.", required: true));
        Add("download", "Takes a file as the operation's file.", new Step.Download(null), m => m
            .Key("download", new DownloadShape(), s => (s.Target, s.Url), (s, v) => s with { Target = v.Target, Url = v.Url },
                "What is clicked, by the words on it; or its address as { url: … }.", required: true));
        Add("answer", "Answers the dialog that the step before it causes.", new Step.Answer(true), m => m
            .Key("answer", Basics.Word("an answer", ("accept", true), ("dismiss", false)), s => s.Accept, (s, v) => s with { Accept = v },
                "OK, or cancel.", required: true)
            .Key("says", Basics.Match, s => s.Says, (s, v) => s with { Says = v }, "What the dialog must say; another text is dismissed and ends the run.")
            .Key("with", Basics.Template, s => s.With, (s, v) => s with { With = v }, "Text typed into a prompt.")
            .Key("as", Names.Kept, s => s.As, (s, v) => s with { As = v }, "Keeps the dialog's text under this name."));
        Add("inWindow", "Does steps in the window that the step before it opened; then goes on in the window that opened it.", new Step.InWindow(null, []),
            m => m
            .Key("inWindow", new NewestShape(), s => new(s.Has), (s, v) => s with { Has = v.Sign }, "What the window must show; or 'newest'.", required: true)
            .Key("steps", Steps, s => s.Steps, (s, v) => s with { Steps = v }, "Done in that window.", required: true));
        Add("waitFor", "Waits until the page shows a sign, or until it no longer does.", new Step.WaitFor(new Sign([])), m => m
            .Key("waitFor", LocatorGrammar.Sign, s => s.Sign, (s, v) => s with { Sign = v }, "What the page shows.", required: true)
            .Key("gone", Basics.Flag, s => s.Gone, (s, v) => s with { Gone = v }, "True: until it no longer shows it."));
        Add("read", "Keeps a text of the page under a name.", new Step.Read(Nothing, ""), m => m
            .Key("read", LocatorGrammar.ByLabel, s => s.Target, (s, v) => s with { Target = v }, "The element, by its label.", required: true)
            .Key("as", Names.Kept, s => s.As, (s, v) => s with { As = v }, "The name.", required: true)
            .Key("attribute", Basics.Text, s => s.Attribute, (s, v) => s with { Attribute = v }, "Name of an attribute; else its value or text.")
            .Key("pattern", Basics.Pattern, s => s.Pattern, (s, v) => s with { Pattern = v },
                "Regular expression; its first group, or the whole match, is kept."));
        Add("evaluate", "The escape hatch: evaluates JavaScript in the page.", new Step.Evaluate(""), m => m
            .Key("evaluate", Basics.Text, s => s.Script, (s, v) => s with { Script = v }, "Function body; inputs are in 'inputs', as text.", required: true)
            .Key("as", Names.Kept, s => s.As, (s, v) => s with { As = v }, "Keeps the returned value, as text, under this name.")
            .Key("frame", LocatorGrammar.Way, s => s.Frame, (s, v) => s with { Frame = v }, "In the frame in which this is found; else the top document."));
    }

    private static void Add<TStep>(string key, string about, TStep seed, Func<MapShape<TStep>, MapShape<TStep>> keys)
        where TStep : Step
    {
        var shape = keys(new MapShape<TStep>($"step-{key}", about, seed))
            .Key("when", Basics.Text, s => s.When, (s, v) => s with { When = v }, "Name of an input: the step is done only when the caller gave it.")
            .Key("optional", Basics.Flag, s => s.Optional, (s, v) => s with { Optional = v }, "True: go on when the element is not there.")
            .Key("seconds", Basics.Maybe(1, 3600), s => s.Seconds, (s, v) => s with { Seconds = v },
                "Seconds to wait for what the step needs, instead of the adapter's limit.")
            .Key("commit", Basics.Flag, s => s.Commit, (s, v) => s with { Commit = v }, "True on the step after which the old system may have saved.")
            .Key("causes", Causes, s => s.Causes, (s, v) => s with { Causes = v },
                "Requests that the page sends because of the step, later than at once, as 'POST /list.do?action=query': the browser waits for their answers.")
            .Placed((s, node) => s with { Line = node.Line });
        Step.Add(key, shape);
    }

    /// <summary>A locator, or the address alone as <c>{ url: … }</c>.</summary>
    private sealed class DownloadShape : Shape<(Locator? Target, Template? Url)>
    {
        public override string Expected => LocatorGrammar.ByName.Expected;

        public override bool TryRead(Node node, Reading reading, out (Locator? Target, Template? Url) value)
        {
            value = default;
            if (node is Node.Map { Entries: [{ Key.Text: "url" } url] })
                return Basics.Template.TryRead(url.Value, reading, out value.Url);
            return LocatorGrammar.ByName.TryRead(node, reading, out value.Target);
        }

        public override Node Write((Locator? Target, Template? Url) value) => value.Url is { } url
            ? new Node.Map([new Node.Entry("url", Basics.Template.Write(url))], inline: true)
            : LocatorGrammar.ByName.Write(value.Target!);

        public override JsonObject Schema(SchemaParts parts)
        {
            var byUrl = new JsonObject
            {
                ["type"] = "object",
                ["properties"] = new JsonObject { ["url"] = Basics.Template.Schema(parts) },
                ["required"] = new JsonArray("url"),
                ["additionalProperties"] = false,
            };
            return new JsonObject { ["anyOf"] = new JsonArray(LocatorGrammar.ByName.Schema(parts), byUrl) };
        }
    }

    /// <summary>Which window: one that shows a sign, or the newest.</summary>
    private readonly record struct Window(Sign? Sign);

    private sealed class NewestShape : Shape<Window>
    {
        private const string Newest = "newest";

        public override string Expected => $"{LocatorGrammar.Sign.Expected}, or '{Newest}'";

        public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Window value)
        {
            value = default;
            if (node is Node.Scalar { Text: Newest })
                return true;
            var sound = LocatorGrammar.Sign.TryRead(node, reading, out var sign);
            value = new Window(sign);
            return sound;
        }

        public override Node Write(Window value) => value.Sign is not { } sign ? new Node.Scalar(Newest)
            : LocatorGrammar.Sign.Write(sign) is var node && node is Node.Scalar { Text: Newest } ? new Node.Map([new Node.Entry("text", node)], inline: true)
            : node;

        public override JsonObject Schema(SchemaParts parts) => LocatorGrammar.Sign.Schema(parts);
    }
}
