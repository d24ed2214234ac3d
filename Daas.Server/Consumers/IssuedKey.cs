using Daas.Core.Storage;

namespace Daas.Server.Consumers;

/// <summary>A new key, shown this once.</summary>
/// <param name="Consumer">Who holds it.</param>
/// <param name="Key">The key itself; a secret that is kept nowhere.</param>
internal sealed record IssuedKey(Consumer Consumer, string Key)
{
    public override string ToString() => $"key of {Consumer.Name}";
}
