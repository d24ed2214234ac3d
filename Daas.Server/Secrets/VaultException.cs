namespace Daas.Server.Secrets;

/// <summary>A secret cannot be read or written; the message says what to do and is fit to be shown.</summary>
internal sealed class VaultException : Exception
{
    public VaultException(string message)
        : base(message)
    {
    }

    public VaultException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
