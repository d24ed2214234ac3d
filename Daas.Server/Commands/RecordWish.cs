using Daas.Recorder.Drafting;

namespace Daas.Server.Commands;

/// <summary>What <c>daas record</c> was asked for.</summary>
/// <param name="Url">Where the work begins.</param>
/// <param name="Names">Of adapter and operation.</param>
/// <param name="Scripts">Folder with one folder for each adapter.</param>
/// <param name="Headless">Without a window.</param>
/// <param name="DebugPort">0: any free one.</param>
/// <param name="Picks">Texts of the answer.</param>
/// <param name="Again">A second demonstration.</param>
internal sealed record RecordWish(Uri Url, DraftNames Names, string Scripts, bool Headless, int DebugPort, IReadOnlyList<string> Picks, bool Again);
