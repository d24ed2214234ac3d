using Daas.Recorder.Recordings;

namespace Daas.Server.Studio.Rooms;

/// <summary>One thing that was done, as it is shown while recording.</summary>
/// <param name="Action">As far as it is known.</param>
/// <param name="HasPicture">What the page showed then was kept.</param>
public sealed record SeenAction(RecordedAction Action, bool HasPicture);
