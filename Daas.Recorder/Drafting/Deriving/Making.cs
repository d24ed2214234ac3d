using Daas.Core.Adapters;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>A request of the script while it is made.</summary>
internal sealed class Making(Traced of, string because)
{
    public Traced Of => of;

    public string Because => because;

    /// <summary>Null while it is under way.</summary>
    public ExchangeTemplate? Template { get; set; }

    /// <summary>The page on which its form or link stands: it must be the one at hand.</summary>
    public Traced? On { get; set; }

    public List<ExchangeRead> Reads { get; } = [];

    public List<ExchangeValue> Makes { get; } = [];

    public List<DerivedPart> Parts { get; } = [];

    /// <summary>It does not take the place of the page at hand.</summary>
    public bool Aside { get; set; }

    public ExchangeTemplate Made()
    {
        var made = Template! with { Read = Reads, Make = Makes, Aside = Aside };
        // A page that is fetched beside another one is still a page to the system.
        return Aside && Of.IsDocument
            ? made with { Headers = new Dictionary<string, Daas.Core.Steps.Template>(made.Headers) { ["X-Requested-With"] = "" } }
            : made;
    }

    public DerivedRequest Told() => new(Of.Exchange.Id, Of.Asks, because, Parts);
}
