using Daas.Core.Runs;

namespace Daas.Server.Gateway;

/// <summary>Inputs as the caller sent them, not yet judged.</summary>
internal sealed record GivenInputs(IReadOnlyDictionary<string, string?> Values, IReadOnlyDictionary<string, FileContent> Files);
