using System.Globalization;

namespace Daas.Server.Studio.Home;

/// <summary>What was filled in to begin a draft. The password is not kept in it.</summary>
public sealed record BeginWish
{
    /// <summary>An adapter that is there; null: a new system.</summary>
    public string? Adapter { get; init; }

    public string? Operation { get; init; }

    public string? Url { get; init; }

    public string? Title { get; init; }

    /// <summary>Id of the new adapter; null: made from the title or the address.</summary>
    public string? Id { get; init; }

    public string? User { get; init; }

    public int? PerMinute { get; init; }

    public int? Concurrency { get; init; }

    internal static BeginWish Of(IFormCollection form) => new()
    {
        Adapter = Text(form, "adapter"),
        Operation = Text(form, "operation"),
        Url = Text(form, "url"),
        Title = Text(form, "title"),
        Id = Text(form, "id"),
        User = Text(form, "user"),
        PerMinute = Number(form, "perMinute"),
        Concurrency = Number(form, "concurrency"),
    };

    private static string? Text(IFormCollection form, string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;

    private static int? Number(IFormCollection form, string name) =>
        int.TryParse(form[name], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? number : null;
}
