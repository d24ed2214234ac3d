namespace Daas.Recorder.Evidence.Redaction;

/// <summary>A personal value of a recording.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">As it is written.</param>
/// <param name="IsSure">True when its form, or a label that means nothing else, says so; false when only its label and looks do.</param>
internal sealed record PersonalValue(PersonalKind Kind, string Text, bool IsSure);
