namespace Daas.Benchmarks.Paths;

/// <summary>One search on a sandbox system, for whoever carries it out.</summary>
/// <param name="Adapter">The system.</param>
/// <param name="Operation">The operation of the adapter; the plain script does the same steps.</param>
/// <param name="Words">What is searched for.</param>
/// <param name="Inputs">By the operation's names.</param>
internal sealed record Search(string Adapter, string Operation, string Words, Dictionary<string, string> Inputs)
{
    public override string ToString() => $"{Adapter}/{Operation} ({Words})";
}
