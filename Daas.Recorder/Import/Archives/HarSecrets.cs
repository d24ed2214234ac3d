using Daas.Recorder.Capture;

namespace Daas.Recorder.Import.Archives;

/// <summary>The passwords of an archive, as far as the names of what was sent tell them.</summary>
internal static class HarSecrets
{
    private static readonly string[] States = ["true", "false", "null", "on", "off", "yes", "no", "0", "1", "undefined"];

    public static Secrets Of(IEnumerable<HarEntry> entries)
    {
        var secrets = new Secrets();
        foreach (var entry in entries)
        {
            foreach (var sent in (entry.Sent ?? []).Concat(entry.Query).Where(s => PasswordNames.IsPassword(s.Name)))
                Tell(secrets, sent.Name, sent.Value);
        }

        return secrets;
    }

    public static void Tell(Secrets secrets, string name, string value)
    {
        if (value.Length == 0 || States.Contains(value.ToLowerInvariant()))
            return;
        var field = $"{name} {value}";
        secrets.Tell(field, name, value);
        secrets.Settle(field);
    }
}
