namespace Daas.Recorder.Drafting.Deriving;

/// <summary>Why a request cannot be made without the page's script; ends the derivation, and never leaves it.</summary>
internal sealed class Underivable(string why) : Exception(why);
