namespace Daas.Recorder.Drafting;

/// <summary>A question that the recording leaves open.</summary>
/// <param name="Name">What it is called, such as <c>applied</c> or <c>input.name</c>.</param>
/// <param name="Question">In plain words.</param>
/// <param name="Options">Answers to choose from; the first is what the draft does. Empty: free text.</param>
/// <param name="Blocking">True: the draft cannot be published before it is answered.</param>
public sealed record Doubt(string Name, string Question, IReadOnlyList<string> Options, bool Blocking);
