using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Server.Layout;
using Daas.Server.Studio.Drafts;
using Daas.Server.Studio.Publishing;

namespace Daas.Server.Studio.Home;

/// <summary>From what was filled in to a draft, or why not, in words.</summary>
/// <param name="systems">Judges what is said of a new system, and stores its account.</param>
internal sealed class Beginning(SystemStarts systems)
{
    /// <param name="wish">As filled in.</param>
    /// <param name="password">Of the account; null: none was given.</param>
    /// <param name="adapters">What is published, by id.</param>
    /// <param name="owner">The sitting that begins.</param>
    /// <param name="texts">The page's words.</param>
    public async Task<(StudioDraft? Draft, string? Problem)> ReadAsync(
        BeginWish wish, string? password, IReadOnlyDictionary<string, Adapter> adapters, string owner, Texts texts)
    {
        if (wish.Operation is not { } operation || !ScriptFiles.IsId(operation))
            return (null, texts.Format("studio.begin.operation", wish.Operation ?? ""));
        if (wish.Adapter is { } known)
        {
            if (!adapters.TryGetValue(known, out var adapter))
                return (null, texts.Format("studio.begin.gone", known));
            if (wish.Url is { } page && Address(page) is null)
                return (null, texts.Format("studio.fault.NoAddress", texts["studio.home.url"], page));
            return (New(adapter.Id, wish.Url is { } start ? Address(start)! : adapter.Url, null), null);
        }

        var form = new NewSystem
        {
            Url = Whole(wish.Url ?? ""),
            Title = wish.Title ?? "",
            Adapter = wish.Id ?? DraftNames.Suggest(wish.Title ?? ""),
            User = wish.User ?? "",
            Password = password ?? "",
            Concurrency = wish.Concurrency ?? 1,
            PerMinute = wish.PerMinute ?? new Limits().PerMinute,
        };
        var (system, faults) = await systems.StartAsync(form);
        return system is null ? (null, string.Join(' ', faults.Select(f => Words(f, form, texts)))) : (New(system.Adapter, system.Url, system.Limits), null);

        StudioDraft New(string adapter, Uri url, Limits? limits) => new()
        {
            Id = "",
            Adapter = adapter,
            Title = limits is null ? null : wish.Title,
            Operation = operation,
            Url = url,
            Owner = owner,
            At = default,
            Limits = limits is null ? null : new StudioLimits(limits.PerMinute, limits.Concurrency),
        };
    }

    private static string Words(SystemFault fault, NewSystem form, Texts texts)
    {
        var (field, given) = fault.Field switch
        {
            nameof(NewSystem.Url) => ("url", form.Url),
            nameof(NewSystem.Title) => ("title", form.Title),
            nameof(NewSystem.Adapter) => ("id", form.Adapter),
            nameof(NewSystem.User) => ("user", form.User),
            nameof(NewSystem.Password) => ("password", ""),
            nameof(NewSystem.PerMinute) => ("perMinute", ""),
            _ => ("concurrency", ""),
        };
        return texts.Format($"studio.fault.{fault.Why}", texts[$"studio.home.{field}"], given);
    }

    private static string Whole(string url) => url.Length == 0 || url.Contains("://", StringComparison.Ordinal) ? url : "http://" + url;

    private static Uri? Address(string text) => Uri.TryCreate(Whole(text), UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null;
}
