namespace Daas.Core.Storage;

/// <summary>Keeps the picture of the page on which a run failed, by run. PNG.</summary>
public abstract class PictureStore
{
    public abstract Task SaveAsync(string run, byte[] png, CancellationToken ct);

    public abstract Task<byte[]?> FindAsync(string run, CancellationToken ct);
}
