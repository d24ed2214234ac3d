namespace Daas.Recorder.Drafting;

/// <summary>Why the draft has something as it has.</summary>
/// <param name="Subject">What it is about, such as <c>input.name</c> or <c>commit</c>.</param>
/// <param name="Because">In plain words.</param>
public sealed record Reason(string Subject, string Because);
