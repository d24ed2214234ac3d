using System.Security.Cryptography;
using System.Text;
using Daas.Core.Extraction;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Names an output by where it reads: two parts, of the source and of the fields.</summary>
internal static class OutputSignature
{
    public static string Of(Output output) =>
        $"{Source(output)}-{Short(string.Join('\n', output.Fields.Select(f => $"{f.Column}|{f.Label}|{f.Css}|{f.Json}|{f.Attribute}")))}";

    /// <summary>The part that stays when further fields were found at the same place.</summary>
    public static string Source(string signature) => signature.Split('-')[0];

    private static string Source(Output output) => output switch
    {
        { File: true } => "file",
        { Rows: RowSource.Table table } => "table" + Short(string.Join('\n', table.Headers.Prepend(table.Within ?? ""))),
        { Rows: RowSource.Each each } => "list" + Short($"{each.Within}\n{each.Css}"),
        { Rows: RowSource.Json json } => "json" + Short($"{json.Path}\n{json.From}"),
        { Rows: RowSource.File file } => "rows" + Short(string.Join('\n', file.Headers)),
        _ => "record" + Short($"{output.Record?.Within}\n{output.Record?.Json}"),
    };

    private static string Short(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..8];
}
