using System.Diagnostics.CodeAnalysis;
using Daas.Core.Runs;
using Daas.Runtime.Connections;

namespace Daas.Runtime.Sessions;

/// <summary>A ticket, or why there is none.</summary>
internal readonly record struct SessionEntry(SessionTicket? Ticket, AttemptResult? Failure)
{
    [MemberNotNullWhen(true, nameof(Failure))]
    [MemberNotNullWhen(false, nameof(Ticket))]
    public bool Failed => Failure is not null;

    public static implicit operator SessionEntry(SessionTicket ticket) => new(ticket, null);

    public static implicit operator SessionEntry(RunError error) => new(null, new AttemptResult { Error = error });

    public static implicit operator SessionEntry(AttemptResult failure) => new(null, failure);
}
