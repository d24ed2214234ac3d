using Microsoft.Playwright;

namespace Daas.EndToEnd.Recording;

/// <summary>How a person who sees a window does things in it. Places are pixels of the window.</summary>
internal abstract class Hands
{
    public abstract Task MoveAsync(IPage window, float x, float y);

    public abstract Task ClickAsync(IPage window, float x, float y, int count);

    public abstract Task PressAsync(IPage window, string key);

    public abstract Task TypeAsync(IPage window, string text);

    /// <summary>Opens a drop-down list and takes an option.</summary>
    public abstract Task ChooseAsync(IPage window, IElementHandle list, float x, float y, string label, string option);

    /// <summary>Gives a file to a field; it is chosen in a window that no page sees.</summary>
    public abstract Task UploadAsync(IPage window, IElementHandle field, FilePayload file);

    public abstract Task AnswerAsync(IDialog dialog, bool accept, string? reply);

    public abstract Task CloseAsync(IPage window);

    /// <summary>The work is done.</summary>
    public abstract Task LeaveAsync(IReadOnlyList<IPage> windows);
}
