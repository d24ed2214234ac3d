using Daas.Core.Adapters.Grammar;

namespace Daas.Core.Adapters.Checks;

/// <summary>What one file says, before it is judged as part of the whole.</summary>
/// <param name="Value">The model, complete.</param>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Reading">Takes the problems, and knows where each part stands.</param>
internal sealed record Script<T>(T Value, string Name, Reading Reading);
