using AngleSharp.Dom;

namespace Daas.Runtime.HttpPath.Clicking;

/// <summary>What a click or a script asks the browser for. Closed: every consumer switches over all of its kinds.</summary>
internal abstract record Asked
{
    private Asked()
    {
    }

    /// <summary>Where the answer is shown: the name of a frame or window, <c>_top</c>, <c>_parent</c>, <c>_blank</c>; null for the frame that asks.</summary>
    public string? Target { get; init; }

    /// <param name="Url">Absolute.</param>
    public sealed record Go(Uri Url) : Asked;

    /// <param name="Form">The form, in the same frame.</param>
    /// <param name="Button">The button that is clicked; null when a script submits.</param>
    /// <param name="Set">Fields that the script fills before, as they are sent.</param>
    public sealed record Submit(IElement Form, IElement? Button, IReadOnlyList<KeyValuePair<string, string>> Set) : Asked
    {
        /// <summary><c>action, method, enctype</c> that the script gives the form before.</summary>
        public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
    }

    /// <summary>No request.</summary>
    public sealed record Nothing : Asked;
}
