namespace Daas.Benchmarks.Gateway;

/// <summary>One search that both the gateway and the hand-written server answer.</summary>
/// <param name="Adapter">The system.</param>
/// <param name="Operation">The operation; also the hand-written server's path.</param>
/// <param name="Words">What is searched for.</param>
/// <param name="Pages">How many pages of the old system the answer takes.</param>
/// <param name="Inputs">By the operation's names.</param>
internal sealed record ListSearch(string Adapter, string Operation, string Words, int Pages, params (string Name, string Value)[] Inputs)
{
    public string OurAddress => $"/api/{Adapter}/{Operation}?{Query}";

    public string HandAddress => $"/{Operation}?{Query}";

    private string Query => string.Join('&', Inputs.Select(i => $"{i.Name}={Uri.EscapeDataString(i.Value)}"));
}
