namespace Daas.Server.Storage;

/// <summary>Another process owns the data folder. Its message is fit to be shown as it is.</summary>
internal sealed class DataFolderBusyException(string folder)
    : Exception($"another daas serves {folder}; stop it first, or name another folder with --data")
{
    public string Folder { get; } = folder;
}
