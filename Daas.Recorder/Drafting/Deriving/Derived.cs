using Daas.Core.Adapters;

namespace Daas.Recorder.Drafting.Deriving;

/// <summary>An operation, or signing in, as plain requests, as far as a recording tells them.</summary>
/// <param name="Script">Not proved yet; null when there is none.</param>
/// <param name="Requests">What is sent, and why each part of it is what it is; in order.</param>
/// <param name="WhyNot">Why there is none, a sentence each: what no source was found for, and the request that carries it.</param>
public sealed record Derived(HttpScript? Script, IReadOnlyList<DerivedRequest> Requests, IReadOnlyList<string> WhyNot)
{
    public static Derived No(string why) => new(null, [], [why]);
}

/// <summary>One request of a derived script.</summary>
/// <param name="Exchange">Id of the recorded exchange that it does again.</param>
/// <param name="Asks">Method and address, as recorded.</param>
/// <param name="Because">Why it is needed.</param>
/// <param name="Parts">What was found of its parts; those that a form sends as the page has them are told together.</param>
public sealed record DerivedRequest(string Exchange, string Asks, string Because, IReadOnlyList<DerivedPart> Parts);

/// <summary>One part of a request.</summary>
/// <param name="Part">Its name, such as <c>field txtName</c>.</param>
/// <param name="Source">What takes its place, as the script has it.</param>
/// <param name="Because">In plain words.</param>
public sealed record DerivedPart(string Part, string Source, string Because);
