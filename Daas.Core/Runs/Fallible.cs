using System.Diagnostics.CodeAnalysis;

namespace Daas.Core.Runs;

/// <summary>A value, or the expected failure that came in its place.</summary>
public readonly record struct Fallible<T>
{
    private Fallible(T? value, RunError? error)
    {
        Value = value;
        Error = error;
    }

    public T? Value { get; }

    public RunError? Error { get; }

    [MemberNotNullWhen(true, nameof(Error))]
    [MemberNotNullWhen(false, nameof(Value))]
    public bool Failed => Error is not null;

    /// <summary>For values of an interface type, which C# does not convert by itself.</summary>
    public static Fallible<T> Of(T value) => new(value, null);

    public static implicit operator Fallible<T>(T value) => new(value, null);

    public static implicit operator Fallible<T>(RunError error) => new(default, error);
}
