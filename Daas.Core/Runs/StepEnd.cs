namespace Daas.Core.Runs;

/// <summary>How a step ended.</summary>
public enum StepEnd
{
    Done,

    /// <summary>Not begun: the input that it depends on has no value in this call.</summary>
    LeftOut,

    /// <summary>An optional step whose element was not there.</summary>
    Missed,

    /// <summary>It ended the attempt: by an error, or because the page said what became of it.</summary>
    Failed,
}
