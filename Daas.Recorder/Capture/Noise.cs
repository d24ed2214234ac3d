namespace Daas.Recorder.Capture;

/// <summary>Requests that count visitors and have nothing to do with the work.</summary>
internal static class Noise
{
    private static readonly string[] Hosts =
    [
        "google-analytics.com", "googletagmanager.com", "doubleclick.net", "hm.baidu.com", "hmcdn.baidu.com", "zz.bdstatic.com", "cnzz.com", "umeng.com", "51.la",
        "clarity.ms", "hotjar.com", "matomo.cloud", "mc.yandex.ru", "sentry.io", "nr-data.net", "growingio.com", "sensorsdata.cn", "facebook.net",
    ];

    public static bool Is(Uri url) =>
        url.AbsolutePath == "/favicon.ico" || Hosts.Any(h => url.Host.Equals(h, StringComparison.OrdinalIgnoreCase) || url.Host.EndsWith("." + h, StringComparison.OrdinalIgnoreCase));
}
