namespace Daas.Recorder.Drafting.Deriving;

/// <summary>How far the sources of a request's values are looked for. Only <see cref="Whole"/> is for use; the others show what each idea is worth.</summary>
public enum DerivingRule
{
    /// <summary>In forms, links, markup, scripts and JSON of the answers before.</summary>
    Whole,

    /// <summary>In JSON answers and what was given alone, as tools do that take a page for a picture of itself.</summary>
    WithoutMarkup,

    /// <summary>Nowhere: what was not given is sent as it was recorded.</summary>
    ConstantsOnly,
}
