using Daas.Recorder.Recordings;

namespace Daas.Recorder.Drafting.Stories;

/// <summary>What a person did.</summary>
public enum DeedKind
{
    Open,
    Click,
    DoubleClick,
    Fill,
    Choose,
    Check,
    Uncheck,
    Press,
    Hover,
    Upload,

    /// <summary>Clicked, and a file came.</summary>
    Download,

    /// <summary>Pointed at part of the answer.</summary>
    Pick,
}

/// <summary>What it belongs to.</summary>
public enum DeedPart
{
    SignIn,
    Work,

    /// <summary>Done only to see further pages of the answer.</summary>
    Paging,

    /// <summary>Done after saving, to see what was saved.</summary>
    ReadBack,
}

/// <summary>One thing that a person did, as data to be told in any language. All texts are the old system's or the person's own, and no markup.</summary>
public sealed record StepStory
{
    /// <summary>Index of the recorded action.</summary>
    public required int Action { get; init; }

    public required DeedKind Kind { get; init; }

    public DeedPart Part { get; init; } = DeedPart.Work;

    public DateTimeOffset At { get; init; }

    public string Window { get; init; } = "w1";

    /// <summary>What a person calls the element; empty when it has no words.</summary>
    public string Label { get; init; } = "";

    /// <summary>What the element is: <c>button, link, textbox, combobox, checkbox, radio, cell</c> …; empty when unknown.</summary>
    public string Role { get; init; } = "";

    /// <summary>What was typed, chosen or given; the address that was opened; the key that was pressed; null for anything else, and for secrets.</summary>
    public string? Value { get; init; }

    /// <summary>A password: its value is not kept.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The user's name of the connection was typed.</summary>
    public bool IsUser { get; init; }

    /// <summary>Name of the input that the value, or what was clicked, became; null when it stays as it is.</summary>
    public string? Input { get; init; }

    /// <summary>It counts for nothing: typed again, gone over by the pointer, told again by what came next.</summary>
    public bool IsNoise { get; init; }

    /// <summary>After it the old system has saved.</summary>
    public bool IsCommit { get; init; }

    /// <summary>What it caused is not yet all there.</summary>
    public bool IsOngoing { get; init; }

    public StoryEffects Effects { get; init; } = new();

    /// <summary>Steps of the script that were made of it; none when it is noise, or left out.</summary>
    public IReadOnlyList<StoryStep> Steps { get; init; } = [];

    /// <summary>Index into the frames of the page before.</summary>
    public int Frame { get; init; }

    /// <summary>Left, top, width, height of the element in CSS pixels of its frame; empty when it was done to none.</summary>
    public IReadOnlyList<double> Box { get; init; } = [];

    /// <summary>The page before it, and after it; null when it was not kept.</summary>
    public string? Before { get; init; }

    /// <inheritdoc cref="Before"/>
    public string? After { get; init; }

    /// <param name="draft">As it is, corrected or not; null when none was made yet.</param>
    /// <param name="recording">From which the draft was made; may still be going on.</param>
    /// <param name="operation">Id of the operation.</param>
    /// <returns>One for each recorded action, in order.</returns>
    public static IReadOnlyList<StepStory> Of(Draft? draft, Recording recording, string operation)
    {
        var told = ToldDeeds.Of(recording, operation);
        if (draft?.Adapter.Find(operation) is not { } script)
            return told;
        var steps = StoryStep.Of(draft, script);
        return [.. told.Select(t => steps.TryGetValue(t.Action, out var made) ? With(t, [.. made]) : t)];
    }

    private static StepStory With(StepStory told, IReadOnlyList<StoryStep> steps) => told with
    {
        Steps = steps,
        Input = steps.Select(s => s.Input).FirstOrDefault(i => i is not null),
        IsCommit = steps.Any(s => s.Step.Commit),
    };
}
