using System.Text.Json.Nodes;

namespace Daas.Benchmarks.Breaks;

/// <summary>One thing that breaks recordings: how a person does it, and what a recording of Chrome's DevTools holds of that.</summary>
/// <param name="Name">As the table shows it.</param>
/// <param name="Path">Where it begins.</param>
/// <param name="Work">What the person does.</param>
/// <param name="Flow">The DevTools recording's steps, with the ways to an element that its recorder writes.</param>
internal sealed record BreakCase(string Name, string Path, Func<Hand, Task> Work, Func<Uri, IReadOnlyList<JsonObject>> Flow)
{
    public static readonly IReadOnlyList<BreakCase> All =
    [
        new("confirm() dialog", "/confirm", SearchAsync, _ => Search()),
        new("popup with a changing address", "/popup", PickAsync, url =>
        [
            Click("选择", "button"), Click("张伟", "p:nth-of-type(2) > a", target: new Uri(url, "/pick?ts=1764000000000").AbsoluteUri), Click("查询", "input[type=submit]"),
        ]),
        new("one more iframe before", "/iframe", SearchAsync, _ => Search(0)),
        new("frameset", "/frameset", async hand =>
        {
            await hand.ClickAsync("居民名册");
            await SearchAsync(hand);
        }, _ => [Click("居民名册", "a", 0), .. Search(1)]),
        new("upload", "/upload", async hand =>
        {
            await hand.TypeAsync("姓名", "张伟");
            await hand.UploadAsync("附件");
            await hand.ClickAsync("提交");
        }, _ => [Change("姓名", "input[name=name]", "张伟"), Change("附件", "input[name=paper]", "C:\\fakepath\\paper.txt"), Click("提交", "input[type=submit]")]),
        new("toast over the button", "/toast", SearchAsync, _ => Search()),
    ];

    private static async Task SearchAsync(Hand hand)
    {
        await hand.TypeAsync("姓名", "张伟");
        await hand.ClickAsync("查询");
    }

    private static async Task PickAsync(Hand hand)
    {
        await hand.ClickAsync("选择");
        await hand.ClickAsync("张伟");
        await hand.ClickAsync("查询");
    }

    private static IReadOnlyList<JsonObject> Search(int? frame = null) => [Change("姓名", "input[name=name]", "张伟", frame), Click("查询", "input[type=submit]", frame)];

    private static JsonObject Click(string words, string css, int? frame = null, string target = "main") =>
        Step("click", words, css, frame, target, new() { ["offsetX"] = 8, ["offsetY"] = 8 });

    private static JsonObject Change(string words, string css, string value, int? frame = null) => Step("change", words, css, frame, "main", new() { ["value"] = value });

    private static JsonObject Step(string type, string words, string css, int? frame, string target, JsonObject step)
    {
        step["type"] = type;
        step["target"] = target;
        step["selectors"] = new JsonArray(new JsonArray($"aria/{words}"), new JsonArray(css));
        if (frame is { } at)
            step["frame"] = new JsonArray(at);
        return step;
    }
}
