using System.Globalization;

namespace Daas.Server.Layout;

/// <summary>Times and durations as people read them.</summary>
internal static class Moments
{
    /// <summary>“3 minutes ago”, in whole units, rounded down.</summary>
    public static string Ago(Texts texts, DateTimeOffset then, DateTimeOffset now)
    {
        var age = now - then;
        return age.TotalSeconds < 5 ? texts["time.now"]
            : age.TotalMinutes < 1 ? texts.Count("time.seconds", (int)age.TotalSeconds)
            : age.TotalHours < 1 ? texts.Count("time.minutes", (int)age.TotalMinutes)
            : age.TotalDays < 2 ? texts.Count("time.hours", (int)age.TotalHours)
            : texts.Count("time.days", (int)age.TotalDays);
    }

    /// <summary>Local time to the second.</summary>
    public static string Exact(DateTimeOffset moment) => moment.ToLocalTime().ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>Such as <c>85 ms</c>, <c>1.4 s</c>, <c>2 min 5 s</c>.</summary>
    public static string Took(TimeSpan duration) => duration.TotalSeconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalMilliseconds:0} ms"),
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0.0} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{duration.TotalSeconds:0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)duration.TotalMinutes} min {duration.Seconds} s"),
    };
}
