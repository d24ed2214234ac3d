using System.Globalization;

namespace Daas.Server.Sandbox;

/// <summary>What is wrong with an old system at the moment; every switch is off at the start and may be turned while requests are running.</summary>
public sealed class Switches
{
    private readonly Action _expire;
    private volatile int _slow;
    private volatile bool _down, _unavailable, _maintenance, _relabel, _moveColumns, _dropColumn, _fakeSave, _askCode;

    internal Switches(Action expire) => _expire = expire;

    /// <summary>Milliseconds the server thinks before each answer.</summary>
    public int Slow { get => _slow; set => _slow = value; }

    /// <summary>Every connection is closed without an answer.</summary>
    public bool Down { get => _down; set => _down = value; }

    /// <summary>Every request is answered 503.</summary>
    public bool Unavailable { get => _unavailable; set => _unavailable = value; }

    /// <summary>Every request is answered by a maintenance page with status 200.</summary>
    public bool Maintenance { get => _maintenance; set => _maintenance = value; }

    /// <summary>Labels, buttons and column headers are worded differently.</summary>
    public bool Relabel { get => _relabel; set => _relabel = value; }

    /// <summary>The columns of the list stand in another order.</summary>
    public bool MoveColumns { get => _moveColumns; set => _moveColumns = value; }

    /// <summary>One column of the list is gone.</summary>
    public bool DropColumn { get => _dropColumn; set => _dropColumn = value; }

    /// <summary>A new record is answered as saved, and is not.</summary>
    public bool FakeSave { get => _fakeSave; set => _fakeSave = value; }

    /// <summary>After the right password a code is asked for, as one that is sent to the clerk's phone; <c>GET /_sandbox/code</c> is the phone.</summary>
    public bool AskCode { get => _askCode; set => _askCode = value; }

    /// <summary>Drops all sessions now, once.</summary>
    public void Expire() => _expire();

    public void AllOff()
    {
        Slow = 0;
        Down = Unavailable = Maintenance = Relabel = MoveColumns = DropColumn = FakeSave = AskCode = false;
    }

    /// <summary>Sets a switch by its name from the shell; answers what is wrong with the name or the value, or null.</summary>
    internal string? Set(string name, string value)
    {
        if (name == "slow")
        {
            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds)) return $"slow wants milliseconds, not '{value}'";
            Slow = milliseconds;
            return null;
        }

        if (!bool.TryParse(value, out var on)) return $"{name} wants true or false, not '{value}'";
        switch (name)
        {
            case "down": Down = on; break;
            case "unavailable": Unavailable = on; break;
            case "maintenance": Maintenance = on; break;
            case "relabel": Relabel = on; break;
            case "moveColumns": MoveColumns = on; break;
            case "dropColumn": DropColumn = on; break;
            case "fakeSave": FakeSave = on; break;
            case "askCode": AskCode = on; break;
            case "expire": if (on) Expire(); break;
            default: return $"no switch '{name}'; there are slow, down, unavailable, maintenance, expire, relabel, moveColumns, dropColumn, fakeSave, askCode";
        }

        return null;
    }
}
