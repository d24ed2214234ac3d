namespace Daas.Server.Studio.Rooms;

/// <summary>What goes on in a room.</summary>
public enum RoomState
{
    /// <summary>No browser is open; what was recorded is being corrected, tried, published.</summary>
    Resting,

    /// <summary>The browser is on its way.</summary>
    Starting,

    /// <summary>Steps are being done again up to the one from which the person goes on.</summary>
    Replaying,

    Recording,

    /// <summary>What is done is left out.</summary>
    Paused,

    /// <summary>The next click points at the answer.</summary>
    Pointing,

    /// <summary>The recording is being read.</summary>
    Understanding,
}
