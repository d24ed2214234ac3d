using System.Text.Json.Nodes;
using Daas.Server.Sandbox;

namespace Daas.Benchmarks.Paths.Replay;

/// <summary>The searches as user flows of @puppeteer/replay, with the selectors a careful person gives it: ids and names.</summary>
internal static class ReplayFlows
{
    public static JsonObject SignIn(SandboxHost sandbox)
    {
        var account = sandbox.DocumentOa.Accounts.All[0];
        return Flow("signIn", "document-oa", Navigate(sandbox.DocumentOa, "login.do"), Change("input[name=userName]", account.Name),
            Change("input[name=password]", account.Password), Change("select[name=role]", "1"), Click("input[type=submit]", null));
    }

    /// <summary>Goes on in a session that another has begun.</summary>
    public static JsonObject Adopt(SandboxHost sandbox, string name, string value)
    {
        var flow = Flow("signIn", "civil-affairs", Navigate(sandbox.CivilAffairs, "default.aspx"));
        flow["cookie"] = new JsonObject { ["name"] = name, ["value"] = value, ["url"] = sandbox.CivilAffairs.Url.AbsoluteUri };
        return flow;
    }

    public static JsonObject Run(SandboxHost sandbox, Search search)
    {
        var inputs = search.Inputs;
        if (search.Adapter == "civil-affairs")
        {
            var flow = Flow("run", search.Adapter,
            [
                Navigate(sandbox.CivilAffairs, "residents.aspx"),
                .. inputs.TryGetValue("name", out var name) ? [Change("#txtName", name)] : Array.Empty<JsonObject>(),
                .. inputs.TryGetValue("street", out var street) ? [Change("#ddlStreet", street)] : Array.Empty<JsonObject>(),
                Click("#btnQuery", null),
            ]);
            return Rows(flow, "#gvList tr:has(td)", [0, 1, 2, 3, 5], Click("xpath/.//a[text()='下一页' and @href]", null));
        }

        var documents = Flow("run", search.Adapter,
        [
            Navigate(sandbox.DocumentOa, "index.do"),
            .. inputs.TryGetValue("title", out var title) ? [Change("input[name=title]", title, 0)] : Array.Empty<JsonObject>(),
            .. inputs.TryGetValue("urgency", out var urgency) ? [Change("select[name=urgency]", urgency, 0)] : Array.Empty<JsonObject>(),
            Click("input[value=查询]", 0),
        ]);
        documents["frame"] = new JsonArray(0);
        return Rows(documents, "table[bordercolor] tr:not(:first-child)", [1, 2, 3, 4, 6, 7], Click("xpath/.//a[text()='下一页']", 0));
    }

    private static JsonObject Flow(string what, string adapter, params JsonObject[] steps) =>
        new() { ["do"] = what, ["system"] = adapter, ["steps"] = new JsonArray(steps) };

    private static JsonObject Rows(JsonObject flow, string row, int[] columns, JsonObject next)
    {
        flow["row"] = row;
        flow["columns"] = new JsonArray([.. columns.Select(c => (JsonNode)c)]);
        flow["next"] = next;
        return flow;
    }

    private static JsonObject Navigate(SandboxSystem system, string page) =>
        new() { ["type"] = "navigate", ["url"] = new Uri(system.Url, page).AbsoluteUri, ["assertedEvents"] = Navigated() };

    private static JsonObject Change(string selector, string value, int? frame = null) => In(frame, new() { ["type"] = "change", ["selectors"] = Selectors(selector), ["value"] = value });

    private static JsonObject Click(string selector, int? frame) => In(frame, new()
    {
        ["type"] = "click",
        ["selectors"] = Selectors(selector),
        ["offsetX"] = 5,
        ["offsetY"] = 5,
        ["assertedEvents"] = Navigated(),
    });

    private static JsonObject In(int? frame, JsonObject step)
    {
        if (frame is { } at)
            step["frame"] = new JsonArray(at);
        return step;
    }

    private static JsonArray Selectors(string selector) => new(new JsonArray(selector));

    private static JsonArray Navigated() => new(new JsonObject { ["type"] = "navigation" });
}
