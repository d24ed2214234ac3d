namespace Daas.Recorder.Drafting.Deriving;

/// <summary>Where a value comes from.</summary>
/// <param name="Source">What takes its place in the script, as a template's source.</param>
/// <param name="Because">Why, in plain words.</param>
/// <param name="IsConstant">It is the same in every run.</param>
internal sealed record Bound(string Source, string Because, bool IsConstant = false);
