using System.CommandLine;

namespace Daas.Server.Commands;

/// <summary>Options that every verb understands.</summary>
internal sealed class GlobalOptions
{
    private readonly Shell _shell;

    private readonly Option<string?> _config = new("--config")
    {
        Description = "Settings file (default: daas.yaml in the current folder, where there is one)",
        HelpName = "FILE",
        Recursive = true,
    };

    private readonly Option<string?> _data = new("--data")
    {
        Description = "Folder of the database, keys and logs (default: ./daas-data; DAAS_DATA)",
        HelpName = "DIR",
        Recursive = true,
    };

    private readonly Option<string?> _adapters = new("--adapters")
    {
        Description = "Folder with one folder per adapter (default: ./adapters; DAAS_ADAPTERS)",
        HelpName = "DIR",
        Recursive = true,
    };

    public GlobalOptions(Shell shell) => _shell = shell;

    public void AddTo(Command root)
    {
        root.Options.Add(_config);
        root.Options.Add(_data);
        root.Options.Add(_adapters);
    }

    /// <summary>Flags over environment over file over defaults.</summary>
    /// <exception cref="SettingsException">Something in it cannot be used.</exception>
    public ServerSettings Read(ParseResult parsed)
    {
        var settings = SettingsReader.Read(parsed.GetValue(_config), _shell.Folder, _shell.Environment);
        if (parsed.GetValue(_data) is { } data)
            settings = settings with { Data = Path.GetFullPath(data, _shell.Folder) };
        if (parsed.GetValue(_adapters) is { } adapters)
            settings = settings with { Adapters = Path.GetFullPath(adapters, _shell.Folder) };
        return settings;
    }

    /// <summary>True when the flag itself names the adapters' folder.</summary>
    public bool NamesAdapters(ParseResult parsed) => parsed.GetValue(_adapters) is not null || _shell.Environment("DAAS_ADAPTERS") is { Length: > 0 };

    /// <summary>True when the flag itself names the data folder.</summary>
    public bool NamesData(ParseResult parsed) => parsed.GetValue(_data) is not null || _shell.Environment("DAAS_DATA") is { Length: > 0 };
}
