using System.Text;
using AngleSharp.Dom;
using Daas.Core.Extraction;
using Daas.Core.Runs;

namespace Daas.Runtime.HttpPath.Forms;

/// <summary>What is to be submitted: a form of a page with changes on top, or fields alone.</summary>
internal sealed record FormOrder
{
    /// <summary>The frame that the form is in; null without a form.</summary>
    public FrameView? Frame { get; init; }

    /// <summary>Of the page, or of the system without one; a form's <c>accept-charset</c> comes before it.</summary>
    public required Encoding Charset { get; init; }

    /// <summary>
    /// The name by which HTTP or the adapter declares the charset; null: as the page's META does. Tells GB18030, which has bytes for every character, from
    /// GBK, which has not.
    /// </summary>
    public string? CharsetName { get; init; }

    /// <summary>Null: only what <see cref="Set"/> and <see cref="Files"/> say.</summary>
    public IElement? Form { get; init; }

    /// <summary>The button that is clicked; its name, value, address, method and encoding count.</summary>
    public IElement? Button { get; init; }

    /// <summary><c>action, method, enctype</c> that a script gives the form before.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>In place of the form's own method and address; needed without a form.</summary>
    public (HttpMethod Method, Uri Url)? Target { get; init; }

    /// <summary>Fields by name, set in place or added at the end; of a choice its words or value, of a box <c>true</c> or <c>false</c>.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Set { get; init; } = [];

    /// <summary>Of <see cref="Set"/>, the fields that the form must have: without one, what the caller gave would be left out in silence.</summary>
    public IReadOnlySet<string> Needed { get; init; } = new HashSet<string>();

    /// <summary>Of <see cref="Set"/>, the fields whose values no message may show.</summary>
    public IReadOnlySet<string> Secret { get; init; } = new HashSet<string>();

    /// <summary>Names of fields that are not sent.</summary>
    public IReadOnlyCollection<string> Drop { get; init; } = [];

    /// <summary>By field name.</summary>
    public IReadOnlyDictionary<string, FileContent> Files { get; init; } = new Dictionary<string, FileContent>();
}
