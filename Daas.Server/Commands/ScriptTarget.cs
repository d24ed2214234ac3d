using Daas.Core.Adapters;

namespace Daas.Server.Commands;

/// <summary>An operation of a script in the adapters' folder.</summary>
/// <param name="Folder">Of the adapter's scripts.</param>
/// <param name="Adapter">As it is.</param>
/// <param name="Operation">The one that is meant.</param>
/// <param name="Recordings">Where its recordings are kept.</param>
internal sealed record ScriptTarget(string Folder, Adapter Adapter, Operation Operation, string Recordings)
{
    public string Name => $"{Adapter.Id}/{Operation.Id}";

    /// <param name="settings">Where scripts are.</param>
    /// <param name="words"><c>adapter/operation</c>.</param>
    /// <exception cref="CommandException">There is no such operation, or its script has errors.</exception>
    public static ScriptTarget Of(ServerSettings settings, string words)
    {
        if (words.Split('/') is not [{ Length: > 0 } adapter, { Length: > 0 } operation])
            throw new CommandException(ExitCodes.Usage, $"'{words}' is not adapter/operation, such as civil-affairs/find-residents");
        var folder = Path.Combine(settings.Adapters, adapter);
        if (!File.Exists(Path.Combine(folder, ScriptFiles.System)))
            throw new CommandException(ExitCodes.Usage, $"there is no adapter '{adapter}' in {settings.Adapters}");
        if (AdapterReader.ReadFolder(folder).Adapter is not { } read)
            throw new CommandException(ExitCodes.Usage, $"the script in {folder} has errors; see: daas check {folder}");
        return read.Find(operation) is { } found
            ? new ScriptTarget(folder, read, found, Path.Combine(settings.Data, "recordings", adapter, operation))
            : throw new CommandException(ExitCodes.Usage, $"{adapter} has no operation '{operation}'; it has: {string.Join(", ", read.Operations.Select(o => o.Id))}");
    }
}
