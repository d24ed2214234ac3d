using Daas.Core.Adapters;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Runtime.HttpPath.Reads;

/// <summary>Takes the values that later exchanges need out of an answer.</summary>
internal static class ExchangeReads
{
    /// <summary>Sets the value under its name; drift when it is not there and not optional.</summary>
    public static RunError? Take(ExchangeRead read, ReadFrom from, TemplateValues values) => throw new NotSupportedException($"{read} {from} {values}");
}
