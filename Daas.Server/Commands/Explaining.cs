using Daas.Recorder.Drafting.Deriving;

namespace Daas.Server.Commands;

/// <summary>Tells requests in words, one after another.</summary>
internal static class Explaining
{
    public static IEnumerable<string> Of(Derived derived) => Of(derived.Requests, derived.WhyNot);

    public static IEnumerable<string> Of(IReadOnlyList<DerivedRequest> requests, IReadOnlyList<string> whyNot)
    {
        foreach (var (request, i) in requests.Select((r, i) => (r, i)))
        {
            yield return $"{i + 1}. {request.Asks}: {request.Because}";
            foreach (var part in request.Parts)
                yield return $"     {part.Part}{(part.Source.Length > 0 ? $" = {part.Source}" : "")}: {part.Because}";
        }

        foreach (var why in whyNot)
            yield return $"not by plain requests: {why}";
    }
}
