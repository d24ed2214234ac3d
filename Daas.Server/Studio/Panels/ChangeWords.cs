using Daas.Recorder.Drafting.Review;
using Daas.Server.Layout;

namespace Daas.Server.Studio.Panels;

/// <summary>One change of a script, in the page's language.</summary>
internal static class ChangeWords
{
    public static string Of(DraftChange change, Texts texts)
    {
        string[] parts =
        [
            texts[$"studio.change.{change.Kind}"], texts[$"studio.subject.{change.Subject}"], change.Name, change.Property ?? "",
            change.Before is null ? "" : $"“{Apart.Of(change.Before)}”",
            change is { Before: not null, After: not null } ? "→" : "", change.After is null ? "" : $"“{Apart.Of(change.After)}”",
        ];
        return string.Join(' ', parts.Where(p => p.Length > 0));
    }
}
