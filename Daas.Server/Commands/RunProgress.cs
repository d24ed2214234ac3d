using Daas.Core.Runs;

namespace Daas.Server.Commands;

/// <summary>What a run is doing, on stderr: one line that is written over on a terminal, a line for each step elsewhere.</summary>
internal sealed class RunProgress(Shell shell)
{
    private const int MostColumns = 120;
    private bool _shown;
    private int _rows;

    public void Tell(RunEvent told)
    {
        switch (told)
        {
            case RunEvent.Attempt attempt when attempt.Number > 1:
                Say($"attempt {attempt.Number}, {attempt.Path.Word()} path");
                break;
            case RunEvent.Attempt:
                break;
            case RunEvent.SigningIn:
                Say("signing in");
                break;
            case RunEvent.Stepping step:
                Say($"{step.Index}/{step.Of} {step.Text}");
                break;
            case RunEvent.Stepped:
                break;
            case RunEvent.Rows page:
                _rows += page.Items.Count;
                Say($"page {page.Page}{(page.Pages is { } all ? $"/{all}" : "")} · {_rows} row{(_rows == 1 ? "" : "s")}");
                break;
            case RunEvent.Retrying retrying:
                Clear();
                shell.Error.WriteLine($"  {retrying.Error.Class.Slug()}: {retrying.Error.Message}; trying again");
                break;
            case RunEvent.Finished:
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(told), told, null);
        }
    }

    /// <summary>Takes the live line away.</summary>
    public void Clear()
    {
        if (_shown)
            shell.Error.Write("\r\u001b[K");
        _shown = false;
    }

    private void Say(string text)
    {
        if (!shell.Live)
        {
            shell.Error.WriteLine($"  {text}");
            return;
        }

        // One column less than there are: a full line would wrap, and could not be written over.
        shell.Error.Write($"\r\u001b[K  {TextTable.Cut(text, Math.Max(10, Math.Min(MostColumns, shell.Columns ?? MostColumns) - 3))}");
        _shown = true;
    }
}
