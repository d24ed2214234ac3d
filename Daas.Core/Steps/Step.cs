namespace Daas.Core.Steps;

/// <summary>
/// One instruction of an operation. Closed: every consumer switches over all of them. A step whose value refers only to inputs that the caller
/// left out is skipped, so that the form keeps what the page gave it.
/// </summary>
public abstract record Step
{
    private Step()
    {
    }

    /// <summary>One-based line in the script; 0 when not read from a file.</summary>
    public int Line { get; init; }

    /// <summary>Name of an input: the step is done only when the caller gave it.</summary>
    public string? When { get; init; }

    /// <summary>True: go on when the element is not there (a banner that is sometimes shown).</summary>
    public bool Optional { get; init; }

    /// <summary>Seconds to wait for what the step needs, instead of the limit of the adapter.</summary>
    public int? Seconds { get; init; }

    /// <summary>True on the step after which the old system may have saved.</summary>
    public bool Commit { get; init; }

    /// <summary>
    /// Requests that the page sends because of the step, later than at once (after a pause in typing, by a timer): the browser path goes on when all of them
    /// were answered. The HTTP path sends its own.
    /// </summary>
    public IReadOnlyList<CausedRequest> Causes { get; init => field = ValueList<CausedRequest>.Of(value); } = ValueList<CausedRequest>.Empty;

    /// <summary>Equal by what is done; the line does not matter.</summary>
    public virtual bool Equals(Step? other) =>
        other is not null && EqualityContract == other.EqualityContract
        && (When, Optional, Seconds, Commit) == (other.When, other.Optional, other.Seconds, other.Commit)
        && Causes.Equals(other.Causes);

    public override int GetHashCode() => HashCode.Combine(EqualityContract, When, Optional, Seconds, Commit);

    /// <summary>Goes to an address, relative to the system's.</summary>
    public sealed record Open(Template Url) : Step;

    /// <summary>Types a text into a field as one fill, with the events that typing causes.</summary>
    /// <param name="Field">The field.</param>
    /// <param name="With">The text.</param>
    /// <param name="Keys">True: its last key is pressed, after the rest was put in at once: for fields that suggest or check while one types.</param>
    public sealed record Fill(Locator Field, Template With, bool Keys = false) : Step;

    /// <summary>Chooses an option by its words (or value): in a select, in a look-alike dropdown, or a radio button.</summary>
    /// <param name="Field">The control.</param>
    /// <param name="Option">The option's words.</param>
    /// <param name="From">Where a look-alike shows its options, when they cannot be found by being shown after a click.</param>
    public sealed record Choose(Locator Field, Template Option, Locator? From = null) : Step;

    /// <summary>Checks or unchecks a box, or picks a radio button.</summary>
    /// <param name="Box">The box.</param>
    /// <param name="To"><c>true</c> or <c>false</c>.</param>
    public sealed record Check(Locator Box, Template To) : Step;

    /// <param name="Target">What is clicked.</param>
    /// <param name="Twice">A double click.</param>
    /// <param name="Real">True: by the real mouse, for pages that trust nothing else; something that covers the target then counts.</param>
    public sealed record Click(Locator Target, bool Twice = false, bool Real = false) : Step;

    /// <summary>Presses a key or combination such as <c>Enter</c> or <c>Control+A</c>.</summary>
    /// <param name="Key">Name of the key.</param>
    /// <param name="In">The element that gets it; null: the one that has the focus.</param>
    public sealed record Press(string Key, Locator? In = null) : Step;

    /// <summary>Rests the mouse on an element, for menus that open so.</summary>
    public sealed record Hover(Locator Target) : Step;

    /// <summary>Gives a file field the caller's file.</summary>
    /// <param name="Field">The file field.</param>
    /// <param name="File">Name of an input of type file.</param>
    public sealed record Upload(Locator Field, string File) : Step;

    /// <summary>Clicks what starts a download (or opens its address) and takes the file as the operation's file.</summary>
    /// <param name="Target">What is clicked; null when <paramref name="Url"/> is given.</param>
    /// <param name="Url">The file's address, when no click is needed.</param>
    public sealed record Download(Locator? Target, Template? Url = null) : Step;

    /// <summary>
    /// Answers the dialog that the step before it causes. Without such a step an alert is accepted and its text kept for signs; an unforeseen
    /// confirm or prompt is dismissed and ends the run as drift.
    /// </summary>
    /// <param name="Accept">OK, or cancel.</param>
    /// <param name="Says">What the dialog must say; another text is dismissed and ends the run.</param>
    /// <param name="With">Text typed into a prompt.</param>
    /// <param name="As">Keeps the dialog's text under this name.</param>
    public sealed record Answer(bool Accept, TextMatch? Says = null, Template? With = null, string? As = null) : Step;

    /// <summary>Does steps in the window that the step before it opened; then goes on in the window that opened it.</summary>
    /// <param name="Has">What the window must show; null: the newest window.</param>
    /// <param name="Steps">Done in that window.</param>
    public sealed record InWindow(Sign? Has, IReadOnlyList<Step> Steps) : Step
    {
        public IReadOnlyList<Step> Steps { get; init => field = ValueList<Step>.Of(value); } = ValueList<Step>.Of(Steps);
    }

    /// <summary>Waits until the page shows a sign, or until it no longer does.</summary>
    public sealed record WaitFor(Sign Sign, bool Gone = false) : Step;

    /// <summary>Keeps a text of the page under a name, for later steps and for reading back.</summary>
    /// <param name="Target">The element.</param>
    /// <param name="As">The name.</param>
    /// <param name="Attribute">Name of an attribute, an address made absolute; null: its value (of a field) or its text.</param>
    /// <param name="Pattern">Regular expression; its first group, or the whole match, is kept.</param>
    public sealed record Read(Locator Target, string As, string? Attribute = null, string? Pattern = null) : Step;

    /// <summary>
    /// The escape hatch: evaluates JavaScript in the page (a function body; inputs are in <c>inputs</c>, as text), and keeps what it returns.
    /// Never a way around the limits: it runs in the page and reaches what the page reaches.
    /// </summary>
    /// <param name="Script">Function body, may use <c>await</c>.</param>
    /// <param name="As">Keeps the returned value, as text, under this name.</param>
    /// <param name="Frame">In the frame in which this is found; null: the top document.</param>
    public sealed record Evaluate(string Script, string? As = null, Way? Frame = null) : Step;
}
