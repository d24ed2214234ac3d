using System.Globalization;
using System.Text;
using Daas.Core.Adapters;
using Daas.Core.Words;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Daas.Server.Commands;

/// <summary>Reads <c>daas.yaml</c> and the environment, strictly: an unknown key or a value of the wrong shape is an error with its line.</summary>
internal static class SettingsReader
{
    public const string FileName = "daas.yaml";

    private delegate ServerSettings Setting(ServerSettings settings, Given given);

    private static readonly Dictionary<string, Setting> Keys = new(StringComparer.Ordinal)
    {
        ["data"] = (s, g) => s with { Data = g.Folder() },
        ["adapters"] = (s, g) => s with { Adapters = g.Folder() },
        ["urls"] = (s, g) => s with { Urls = [.. g.Texts.Select(t => g.Url(t))] },
        ["admin"] = (s, g) => s with { Admin = g.Url(g.Text) },
        ["adminHosts"] = (s, g) => s with { AdminHosts = g.Texts },
        ["browser"] = (s, g) => s with { Browser = g.Text },
        ["installBrowser"] = (s, g) => s with { InstallBrowser = g.Flag() },
        ["contexts"] = (s, g) => s with { Contexts = g.Number(1, 200) },
        ["keepRuns"] = (s, g) => s with { KeepRuns = g.Number(1, 3650) },
        ["checkedShare"] = (s, g) => s with { CheckedShare = g.Share() },
        ["proveEvery"] = (s, g) => s with { ProveEvery = g.Number(1, 3650) },
        ["telemetry"] = (s, g) => s with { Telemetry = g.Url(g.Text) },
        ["log"] = (s, g) => s with { Log = g.OneOf("debug", "information", "warning", "error") },
    };

    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal)
    {
        ["DAAS_DATA"] = "data",
        ["DAAS_ADAPTERS"] = "adapters",
        ["DAAS_URLS"] = "urls",
        ["DAAS_ADMIN"] = "admin",
        ["DAAS_ADMIN_HOSTS"] = "adminHosts",
        ["DAAS_BROWSER"] = "browser",
        ["DAAS_INSTALL_BROWSER"] = "installBrowser",
        ["DAAS_CONTEXTS"] = "contexts",
        ["DAAS_KEEP_RUNS"] = "keepRuns",
        ["DAAS_CHECKED_SHARE"] = "checkedShare",
        ["DAAS_PROVE_EVERY"] = "proveEvery",
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "telemetry",
        ["DAAS_TELEMETRY"] = "telemetry",
        ["DAAS_LOG"] = "log",
    };

    /// <param name="file">The file named by a flag; null: <see cref="FileName"/> in <paramref name="folder"/>, where there is one.</param>
    /// <param name="folder">The current folder; relative paths of variables start here, those of the file beside the file.</param>
    /// <param name="environment">Looks up a variable.</param>
    /// <exception cref="SettingsException">Something in it cannot be used.</exception>
    public static ServerSettings Read(string? file, string folder, Func<string, string?> environment)
    {
        var settings = new ServerSettings { Data = Path.Combine(folder, "daas-data"), Adapters = Path.Combine(folder, "adapters") };
        var path = Path.GetFullPath(file ?? FileName, folder);
        if (File.Exists(path))
            settings = FromFile(settings, path);
        else if (file is not null)
            throw new SettingsException($"{file}: there is no such file");

        foreach (var (variable, key) in Variables)
        {
            if (environment(variable) is { Length: > 0 } value)
                settings = Keys[key](settings, new Given(variable, key, value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), folder));
        }

        return settings;
    }

    private static ServerSettings FromFile(ServerSettings settings, string path)
    {
        var name = Path.GetFileName(path);
        var yaml = new YamlStream();
        try
        {
            using var text = new StreamReader(path, Encoding.UTF8);
            yaml.Load(text);
        }
        catch (YamlException e)
        {
            throw new SettingsException($"{name}:{e.Start.Line}: {e.Message}");
        }

        if (yaml.Documents.Count == 0)
            return settings;
        if (yaml.Documents[0].RootNode is not YamlMappingNode root)
            throw new SettingsException($"{name}:1: this must be a list of 'key: value' lines");
        foreach (var (keyNode, valueNode) in root.Children)
        {
            var at = $"{name}:{keyNode.Start.Line}";
            var key = keyNode is YamlScalarNode { Value: { } k } ? k : throw new SettingsException($"{at}: a key must be a word");
            if (!Keys.TryGetValue(key, out var setting))
                throw new SettingsException($"{at}: unknown key '{key}'{Instead(key, Keys.Keys)}");
            settings = setting(settings, new Given(at, key, Scalars(at, key, valueNode), Path.GetDirectoryName(path)!));
        }

        return settings;
    }

    private static string Instead(string wrong, IReadOnlyCollection<string> right) =>
        Nearest.Find(wrong, right) is { } near ? $"; did you mean '{near}'?" : $"; there is {string.Join(", ", right)}";

    private static string[] Scalars(string at, string key, YamlNode node) => node switch
    {
        YamlScalarNode { Value: { Length: > 0 } value } => [value],
        YamlSequenceNode list when list.All(n => n is YamlScalarNode) => [.. list.Select(n => ((YamlScalarNode)n).Value ?? "")],
        _ => throw new SettingsException($"{at}: '{key}' must be a value or a list of values"),
    };

    /// <summary>A value as found: where, under which key, its texts.</summary>
    private sealed record Given(string At, string Key, string[] Texts, string Base)
    {
        public string Text => Texts is [var only] ? only : throw Wrong("one value");

        public string Folder() => Path.GetFullPath(Text, Base);

        /// <summary>An address; <c>*</c> or <c>+</c> as its host means every network card.</summary>
        public string Url(string text)
        {
            var plain = text.Replace("//*", "//any", StringComparison.Ordinal).Replace("//+", "//any", StringComparison.Ordinal);
            return Uri.TryCreate(plain, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && (Key == "telemetry" || url.AbsolutePath == "/")
                ? text
                : throw Wrong("an address such as http://127.0.0.1:8780");
        }

        public bool Flag() => Text switch
        {
            "true" => true,
            "false" => false,
            _ => throw Wrong("true or false"),
        };

        public int Number(int least, int most) =>
            int.TryParse(Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most
                ? number
                : throw Wrong($"a whole number from {least} to {most}");

        public double Share() =>
            double.TryParse(Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var share) && share is >= 0 and <= 1
                ? share
                : throw Wrong("a share from 0 to 1, such as 0.01");

        public string OneOf(params string[] words) =>
            words.Contains(Text) ? Text : throw new SettingsException($"{At}: '{Text}' is not a value of '{Key}'{Instead(Text, words)}");

        private SettingsException Wrong(string wanted) => new($"{At}: '{Key}' must be {wanted}, not '{string.Join(", ", Texts)}'");
    }
}
