namespace Daas.Server.Commands;

/// <summary>Ends a verb with a message for the person who typed it.</summary>
/// <param name="code">One of <see cref="ExitCodes"/>.</param>
/// <param name="message">What is wrong and what to do; printed as it is.</param>
internal sealed class CommandException(int code, string message) : Exception(message)
{
    public int Code => code;
}
