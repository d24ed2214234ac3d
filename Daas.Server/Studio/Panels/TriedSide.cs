using Daas.Core.Runs;
using Daas.Runtime.Trials;

namespace Daas.Server.Studio.Panels;

/// <summary>A trial by one path, as far as it has come.</summary>
/// <param name="path">The path.</param>
/// <param name="run">Name of the run; a picture of the page on which it failed is under it.</param>
public sealed class TriedSide(RunPath path, string run)
{
    private readonly List<RunEvent.Stepped> _steps = [];

    public RunPath Path => path;

    public string Run => run;

    /// <summary>What became of the steps of the attempt that goes on, or was the last.</summary>
    public IReadOnlyList<RunEvent.Stepped> Steps => Answer?.Steps ?? _steps;

    /// <summary>The step it is at; null between steps.</summary>
    public string? At { get; private set; }

    public bool SigningIn { get; private set; }

    public bool Stopped { get; private set; }

    public TrialAnswer? Answer { get; set; }

    public void Stop() => Stopped = true;

    public void Take(RunEvent happened)
    {
        switch (happened)
        {
            case RunEvent.Attempt:
                _steps.Clear();
                break;
            case RunEvent.SigningIn:
                SigningIn = true;
                break;
            case RunEvent.Stepping stepping:
                (At, SigningIn) = (stepping.Text, false);
                break;
            case RunEvent.Stepped stepped:
                _steps.Add(stepped);
                At = null;
                break;
        }
    }
}
