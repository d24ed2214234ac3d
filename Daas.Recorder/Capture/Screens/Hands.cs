using Daas.Recorder.Capture.Lines;

namespace Daas.Recorder.Capture.Screens;

/// <summary>Mouse and keyboard as the browser takes them from a person. Touched by the screen's one thread.</summary>
internal sealed class Hands(CdpLine line)
{
    private const int Alt = 1;
    private const int Control = 2;
    private const int Meta = 4;

    /// <summary>Where a button was pressed last.</summary>
    public (double X, double Y) Pressed { get; private set; }

    public void Point(string session, ScreenCommand.Mouse mouse)
    {
        var type = mouse.What switch
        {
            "down" => "mousePressed",
            "up" => "mouseReleased",
            "move" => "mouseMoved",
            _ => null,
        };
        if (type is null || mouse.Button is not ("none" or "left" or "middle" or "right"))
            return;
        if (mouse.What == "down")
            Pressed = (mouse.X, mouse.Y);
        line.Post(session, "Input.dispatchMouseEvent", new
        {
            type,
            x = mouse.X,
            y = mouse.Y,
            button = mouse.Button,
            buttons = mouse.Buttons & 7,
            clickCount = Math.Clamp(mouse.Count, 0, 3),
            modifiers = mouse.Keys & 15,
            pointerType = "mouse",
        });
    }

    public void Roll(string session, ScreenCommand.Wheel wheel) => line.Post(session, "Input.dispatchMouseEvent", new
    {
        type = "mouseWheel",
        x = wheel.X,
        y = wheel.Y,
        deltaX = wheel.Right,
        deltaY = wheel.Down,
        modifiers = wheel.Keys & 15,
    });

    public void Press(string session, ScreenCommand.Key key)
    {
        var keys = key.Keys & 15;
        var text = (keys & (Control | Meta | Alt)) == 0 ? Written(key) : "";
        line.Post(session, "Input.dispatchKeyEvent", new Dictionary<string, object?>
        {
            ["type"] = !key.Down ? "keyUp" : text.Length > 0 ? "keyDown" : "rawKeyDown",
            ["key"] = key.Name,
            ["code"] = key.Code,
            ["windowsVirtualKeyCode"] = key.Number,
            ["modifiers"] = keys,
            ["autoRepeat"] = key.Repeat,
            ["location"] = key.Place,
            ["isKeypad"] = key.Place == 3,
            ["text"] = key.Down ? text : "",
            ["unmodifiedText"] = key.Down ? text : "",
        });
    }

    public void Write(string session, string text) => line.Post(session, "Input.insertText", new { text });

    public void Compose(string session, string text) =>
        line.Post(session, "Input.imeSetComposition", new { text, selectionStart = text.Length, selectionEnd = text.Length });

    // A key whose name is one character writes it; Enter is the one of the others that does.
    private static string Written(ScreenCommand.Key key) => key.Name switch
    {
        "Enter" => "\r",
        _ when new System.Globalization.StringInfo(key.Name).LengthInTextElements == 1 => key.Name,
        _ => "",
    };
}
