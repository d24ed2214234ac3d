using System.Globalization;
using System.Text;
using Daas.Core.Adapters;
using Daas.Recorder.Capture;

namespace Daas.Server.Studio.Publishing;

/// <summary>Begins with a system that is new here: judges what a person says of it, and stores the account.</summary>
/// <param name="adapters">Folder with one folder for each adapter.</param>
/// <param name="store">Stores the account of an adapter's default connection; says why it could not, or null.</param>
internal sealed class SystemStarts(string adapters, Func<string, TypedCredential, Task<string?>> store)
{
    private const int Longest = 100;
    private const int MostAtATime = 50;
    private const int MostPerMinute = 10_000;

    /// <summary>A free id after the words of the title, else after the host.</summary>
    public string Suggest(string url, string title)
    {
        var words = Words(title) is { Length: > 1 } own ? own
            : Uri.TryCreate(url.Trim(), UriKind.Absolute, out var address) ? Words(Host(address)) : "";
        if (words.Length == 0 || !char.IsAsciiLetterLower(words[0]))
            words = words.Length == 0 ? "system" : $"system-{words}";
        var free = words;
        for (var number = 2; IsTaken(free); number++)
            free = string.Create(CultureInfo.InvariantCulture, $"{words}-{number}");
        return free;
    }

    /// <returns>The system, or everything that is wrong with the form.</returns>
    public async Task<(StartedSystem? System, IReadOnlyList<SystemFault> Faults)> StartAsync(NewSystem form)
    {
        var (faults, title) = (new List<SystemFault>(), form.Title.Trim());
        var adapter = form.Adapter.Trim() is { Length: > 0 } named ? named : Suggest(form.Url, title);
        if (Address(form.Url) is not { } url)
            faults.Add(new(nameof(form.Url), string.IsNullOrWhiteSpace(form.Url) ? SystemFaultKind.Missing : SystemFaultKind.NoAddress));
        else if (title.Length == 0)
            title = url.Authority;
        if (title.Length > Longest)
            faults.Add(new(nameof(form.Title), SystemFaultKind.TooLong));
        else if (title.Any(char.IsControl))
            faults.Add(new(nameof(form.Title), SystemFaultKind.NotText));
        if (!ScriptFiles.IsId(adapter))
            faults.Add(new(nameof(form.Adapter), SystemFaultKind.NoName));
        else if (IsTaken(adapter))
            faults.Add(new(nameof(form.Adapter), SystemFaultKind.Taken));
        Bound(nameof(form.Concurrency), form.Concurrency, MostAtATime);
        Bound(nameof(form.PerMinute), form.PerMinute, MostPerMinute);
        if (form.User.Length == 0 != (form.Password.Length == 0))
            faults.Add(new(form.User.Length == 0 ? nameof(form.User) : nameof(form.Password), SystemFaultKind.Missing));
        if (faults.Count == 0 && form.User.Length > 0 && await store(adapter, new TypedCredential(form.User, form.Password)) is not null)
            faults.Add(new(nameof(form.Password), SystemFaultKind.NotStored));
        if (faults.Count > 0)
            return (null, faults);
        var limits = new Limits { Concurrency = form.Concurrency, PerMinute = form.PerMinute, Sessions = form.Concurrency };
        return (new StartedSystem(adapter, Address(form.Url)!, title, limits), []);

        void Bound(string field, int value, int most)
        {
            if (value < 1 || value > most)
                faults.Add(new(field, SystemFaultKind.OutOfRange));
        }
    }

    private static Uri? Address(string text) =>
        Uri.TryCreate(text.Trim(), UriKind.Absolute, out var url) && url is { Scheme: "http" or "https", UserInfo: "", Host.Length: > 0 } ? url : null;

    private bool IsTaken(string adapter) => Directory.Exists(Path.Combine(adapters, adapter));

    // Of oa.town.gov.cn the first word tells most; of a number all of it.
    private static string Host(Uri address) => address.HostNameType == UriHostNameType.Dns
        ? address.Host.Split('.').FirstOrDefault(w => w is not "www") ?? address.Host
        : address.Host;

    private static string Words(string text)
    {
        var words = new StringBuilder();
        foreach (var c in text.ToLowerInvariant())
        {
            if (char.IsAsciiLetterOrDigit(c))
                words.Append(c);
            else if (words.Length > 0 && words[^1] != '-' && !char.IsLetter(c))
                words.Append('-');
        }

        return words.ToString().Trim('-') is var all && all.Length <= 40 ? all : all[..40].Trim('-');
    }
}
