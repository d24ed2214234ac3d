namespace Daas.Server.Studio.Rooms;

/// <summary>What went wrong, and what to do next.</summary>
/// <param name="Text">Key of the words.</param>
/// <param name="Detail">What the words leave open; text from elsewhere.</param>
public sealed record RoomTrouble(string Text, string Detail);
