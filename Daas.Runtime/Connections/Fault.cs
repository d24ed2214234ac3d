using Daas.Core.Runs;

namespace Daas.Runtime.Connections;

/// <summary>A failed run as health shows it.</summary>
/// <param name="Class">Its class.</param>
/// <param name="Text">Message, reason and step in plain words.</param>
/// <param name="Run">Which run; its picture is kept under this name.</param>
/// <param name="Operation">Id of the operation.</param>
/// <param name="At">When it ended.</param>
/// <param name="HasPicture">True when a picture of the failing page was kept.</param>
public sealed record Fault(ErrorClass Class, string Text, string Run, string Operation, DateTimeOffset At, bool HasPicture);
