using System.Text.Json.Nodes;
using Daas.Core.Adapters;
using Daas.Core.Adapters.Yaml;
using Daas.Testing;
using NJsonSchema;
using Xunit;

namespace Daas.Core.Tests.Adapters;

public sealed class ScriptSchemaTests
{
    private static readonly Task<JsonSchema> System = Load(ScriptSchema.System());
    private static readonly Task<JsonSchema> Operation = Load(ScriptSchema.Operation());

    [Theory]
    [InlineData("system")]
    [InlineData("operation")]
    public void The_schema_is_as_reviewed(string name)
    {
        var schema = name == "system" ? ScriptSchema.System() : ScriptSchema.Operation();
        Assert.Equal(Snapshot.Reviewed($"Adapters/{name}.schema.json", schema), schema);
    }

    [Fact]
    public async Task Good_scripts_pass()
    {
        foreach (var (name, text) in Scripts.Good)
            Assert.Empty((await Problems(name, text)).Select(p => $"{name} {p}"));
    }

    [Theory]
    [InlineData("system.yaml", "title: 民政业务管理系统", "titel: x")]
    [InlineData("system.yaml", "sessions: 1", "sessions: 0")]
    [InlineData("system.yaml", "sessions: 1", "sessions: many")]
    [InlineData("system.yaml", "http://127.0.0.1:8791/", "ftp://x/")]
    [InlineData("system.yaml", "{ text: 退出系统 }", "[]")]
    [InlineData("find-residents.yaml", "kind: pull", "kind: fetch")]
    [InlineData("find-residents.yaml", "column: 编号", "colunm: 编号")]
    [InlineData("find-residents.yaml", "type: date", "type: day")]
    [InlineData("find-residents.yaml", "- fill: 姓名", "- typ: 姓名")]
    [InlineData("find-residents.yaml", "with: ${name}", "wiht: ${name}")]
    [InlineData("find-residents.yaml", "table: [编号, 姓名, 出生日期]", "table: []")]
    [InlineData("find-residents.yaml", "rows: {", "rows: { json: $.a, ")]
    [InlineData("every-kind.yaml", "answer: accept", "answer: maybe")]
    [InlineData("every-kind.yaml", "commit: true", "commit: 'ja'")]
    public async Task Bad_scripts_fail(string file, string old, string @new) =>
        Assert.NotEmpty(await Problems(file, Scripts.Good[file].Replace(old, @new)));

    private static async Task<IEnumerable<string>> Problems(string file, string text)
    {
        var node = NodeReader.Read(text, (line, column, message) => Assert.Fail($"{line}:{column} {message}"));
        var schema = await (file == "system.yaml" ? System : Operation);
        return schema.Validate(Json(node!)!.ToJsonString()).Select(p => p.ToString());
    }

    // NJsonSchema knows the older word for $defs.
    private static Task<JsonSchema> Load(string schema) => JsonSchema.FromJsonAsync(schema.Replace("$defs", "definitions", StringComparison.Ordinal));

    // As the YAML reader of an editor takes it.
    private static JsonNode? Json(Node node) => node switch
    {
        Node.Map map => new JsonObject(map.Entries.Select(e => KeyValuePair.Create(e.Key.Text, Json(e.Value)))),
        Node.Sequence list => new JsonArray([.. list.Items.Select(Json)]),
        _ when node.IsNull => null,
        Node.Scalar { Plain: true, Text: "true" or "false" } flag => flag.Text == "true",
        Node.Scalar { Plain: true } number when long.TryParse(number.Text, out var whole) => whole,
        Node.Scalar { Plain: true } number when decimal.TryParse(number.Text, out var any) => any,
        Node.Scalar scalar => scalar.Text,
        _ => throw new InvalidOperationException(),
    };
}
