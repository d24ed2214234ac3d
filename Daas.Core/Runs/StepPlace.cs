namespace Daas.Core.Runs;

/// <summary>In which part of a script a step is.</summary>
public enum StepPart
{
    SignIn,
    Operation,

    /// <summary>No step of the script: reading the answer, page after page.</summary>
    Answer,
}

/// <summary>Which step of a script it is; of the HTTP path which request.</summary>
/// <param name="Part">Where.</param>
/// <param name="Number">One-based in its list; a step inside a window as <c>3.1</c>. Of <see cref="StepPart.Answer"/> the page.</param>
/// <param name="Line">Line of the script; 0 where it was not read from a file.</param>
public sealed record StepPlace(StepPart Part, string Number, int Line)
{
    /// <summary>Zero-based index of the step, or of the outermost one around it, in its list.</summary>
    public int Index => int.Parse(Number.Split('.')[0], System.Globalization.CultureInfo.InvariantCulture) - 1;
}
