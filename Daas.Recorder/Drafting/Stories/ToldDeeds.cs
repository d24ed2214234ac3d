using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Daas.Core.Finding;
using Daas.Recorder.Locators;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Stories;

/// <summary>Tells recorded actions without the script that was made of them. Told once for a recording, for it is looked at after every correction.</summary>
internal static class ToldDeeds
{
    // What is left to call an element by that has no words.
    private static readonly string[] Attributes = ["aria-label", "title", "placeholder", "alt", "name", "id"];

    private static readonly ConditionalWeakTable<Recording, ConcurrentDictionary<string, IReadOnlyList<StepStory>>> Known = [];

    public static IReadOnlyList<StepStory> Of(Recording recording, string operation) =>
        Known.GetOrCreateValue(recording).GetOrAdd(operation, id => Tell(recording, id));

    /// <summary>One action by itself: cheap, for no page but its own is looked at.</summary>
    public static StepStory Alone(RecordedAction action, Recording recording)
    {
        var choice = recording.Page(action.Before) is { } page ? new LocatorChoice(page.View(recording)) : null;
        var element = action.Target is { } mark ? choice?.Marked(mark) : null;
        return Tell(new Deed(action, element, choice), recording);
    }

    private static List<StepStory> Tell(Recording recording, string operation)
    {
        var shown = new Demonstration(recording);
        var count = new SignInDraft(shown, new Notes()).Count();
        var doing = shown.Deeds.Skip(count).ToList();
        var commit = CommitDraft.Of(shown, doing, operation, out _);
        var last = commit is not null ? commit.Action.Index : AnswerDraft.WithoutPaging(doing).LastOrDefault()?.Action.Index ?? -1;
        var signedIn = count > 0 ? shown.Deeds[count - 1].Action.Index : -1;
        return [.. recording.Actions.Select(action =>
        {
            var deed = shown.Deeds.FirstOrDefault(d => d.Action.Index == action.Index);
            var told = deed is null ? Alone(action, recording) with { IsNoise = action is not RecordedAction.Pick } : Tell(deed, recording);
            return told with
            {
                Part = action.Index <= signedIn ? DeedPart.SignIn
                    : doing.Count == 0 || action.Index <= last ? DeedPart.Work
                    : commit is not null ? DeedPart.ReadBack : action is RecordedAction.Pick ? DeedPart.Work : DeedPart.Paging,
            };
        })];
    }

    private static StepStory Tell(Deed deed, Recording recording)
    {
        var action = deed.Action;
        var effects = StoryEffects.Of(action, recording);
        var secret = action is RecordedAction.Fill { Secret: true };
        return new StepStory
        {
            Action = action.Index,
            Kind = Kind(action, effects.File is not null),
            At = action.At,
            Window = action.Window,
            Label = Label(deed),
            Role = deed.Element is { } element ? PageParts.RoleOf(element) ?? "" : action.Target?.Attributes.GetValueOrDefault("role") ?? "",
            Value = secret ? null : Value(action),
            IsSecret = secret,
            IsUser = action is RecordedAction.Fill { Text: "${credential.user}" },
            IsOngoing = action.After is null && action.Index == recording.Actions.Select(a => a.Index).DefaultIfEmpty(action.Index).Max(),
            Effects = effects,
            Frame = action.Target?.Frame ?? 0,
            Box = action.Target?.Box ?? [],
            Before = action.Before,
            After = action.After,
        };
    }

    private static string Label(Deed deed)
    {
        var radio = deed.Action is RecordedAction.Choose && deed.Element is { } element && Controls.TypeOf(element) == "radio" ? element : null;
        var words = radio is not null && RadioGroup.Label(radio) is { Length: > 0 } group ? group : deed.Words;
        if (words.Length == 0 && deed.Action.Target is { } mark)
            words = Attributes.Select(mark.Attributes.GetValueOrDefault).Prepend(mark.Text).FirstOrDefault(a => a is { Length: > 0 }) ?? "";
        return Spoken.Of(words);
    }

    private static string? Value(RecordedAction action) => action switch
    {
        RecordedAction.Open open => open.Url.AbsoluteUri,
        RecordedAction.Fill { Text: "${credential.user}" } => null,
        RecordedAction.Fill fill => fill.Text,
        RecordedAction.Choose choose => choose.Words,
        RecordedAction.Press press => press.Key,
        RecordedAction.Upload upload => string.Join(", ", upload.Files.Select(f => f.Name)),
        RecordedAction.Click or RecordedAction.Check or RecordedAction.Hover => null,
        RecordedAction.Pick => action.Target?.Text,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };

    private static DeedKind Kind(RecordedAction action, bool hasFile) => action switch
    {
        RecordedAction.Open => DeedKind.Open,
        RecordedAction.Click when hasFile => DeedKind.Download,
        RecordedAction.Click { Count: > 1 } => DeedKind.DoubleClick,
        RecordedAction.Click => DeedKind.Click,
        RecordedAction.Fill => DeedKind.Fill,
        RecordedAction.Choose => DeedKind.Choose,
        RecordedAction.Check { On: true } => DeedKind.Check,
        RecordedAction.Check => DeedKind.Uncheck,
        RecordedAction.Press => DeedKind.Press,
        RecordedAction.Hover => DeedKind.Hover,
        RecordedAction.Upload => DeedKind.Upload,
        RecordedAction.Pick => DeedKind.Pick,
        _ => throw new ArgumentOutOfRangeException(nameof(action), action, null),
    };
}
