using Daas.Core.Adapters;

namespace Daas.Runtime.Sessions;

/// <summary>What a run wants of the session that it begins in.</summary>
/// <param name="Operation">What is run; null where nothing is.</param>
/// <param name="Given">Names of the inputs that it is given.</param>
internal sealed record StartWish(Operation? Operation, IReadOnlyCollection<string> Given)
{
    /// <summary>Any session will do, and nothing is left in it.</summary>
    public static StartWish Any { get; } = new(null, []);

    /// <summary>One in which nobody was since signing in.</summary>
    public static StartWish Unused { get; } = Any with { Clean = true };

    /// <summary>Where that can be, one in which nobody was since signing in.</summary>
    public bool Clean { get; init; }

    /// <summary>
    /// Where that can be, one in which the operation was not run with an input that it is not given now: an old system may still search by what is not
    /// typed over.
    /// </summary>
    public bool Forgetful { get; init; }
}
