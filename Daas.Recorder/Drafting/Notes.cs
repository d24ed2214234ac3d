using Daas.Recorder.Drafting.Outputs;

namespace Daas.Recorder.Drafting;

/// <summary>What is said about a draft while it is made.</summary>
internal sealed class Notes
{
    public List<Doubt> Doubts { get; } = [];

    public List<string> Story { get; } = [];

    public List<Reason> Reasons { get; } = [];

    /// <summary>What the page with the answer offers as one; the first is what the draft does.</summary>
    public List<OutputProposal> Answers { get; } = [];

    public void Because(string subject, string why) => Reasons.Add(new Reason(subject, why));

    public void Ask(string name, string question, bool blocking, params string[] options) => Doubts.Add(new Doubt(name, question, options, blocking));
}
