namespace Daas.Benchmarks.Paths;

/// <summary>One search on a sandbox system, for whoever carries it out.</summary>
/// <param name="Adapter">The system.</param>
/// <param name="Operation">The operation of the repository's adapter; the plain script does the same steps.</param>
/// <param name="Derived">The operation that was recorded here, whose plain requests were derived.</param>
/// <param name="Words">What is searched for.</param>
/// <param name="Inputs">By the operations' names.</param>
internal sealed record Search(string Adapter, string Operation, string Derived, string Words, Dictionary<string, string> Inputs)
{
    public override string ToString() => $"{Adapter}/{Operation} ({Words})";
}
