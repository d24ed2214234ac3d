using System.Text.Json.Serialization;

namespace Daas.Recorder.Capture.Screens;

/// <summary>A page of the screen as the row of tabs shows it.</summary>
/// <param name="Id">Names it in commands.</param>
/// <param name="Title">Its title; its address where it has none. Text of the old system.</param>
/// <param name="Address">What it shows.</param>
/// <param name="Active">It is the one that is seen.</param>
/// <param name="Loading">It is on its way to another document.</param>
/// <param name="Crashed">Its process died; a reload may help.</param>
public sealed record ScreenTab(
    string Id, string Title, string Address, bool Active, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Loading,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Crashed);
