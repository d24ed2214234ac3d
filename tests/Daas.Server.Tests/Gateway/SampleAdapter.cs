using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;

namespace Daas.Server.Tests.Gateway;

/// <summary>An adapter with every kind of operation, input and output.</summary>
internal static class SampleAdapter
{
    public static IReadOnlyList<Field> Fields { get; } =
    [
        new() { Name = "id", Column = "编号", Type = FieldType.Integer, Required = true },
        new() { Name = "name", Column = "姓名", Title = "姓名" },
        new() { Name = "birthDate", Column = "出生日期", Type = FieldType.Date },
        new() { Name = "fee", Column = "金额", Type = FieldType.Money },
        new() { Name = "seenAt", Column = "时间", Type = FieldType.DateTime },
        new() { Name = "active", Column = "有效", Type = FieldType.Boolean },
        new() { Name = "page", Column = "详情", Type = FieldType.Link, Description = "<b>not markup</b>" },
    ];

    public static Adapter Make(string version = "0123456789ab") => new()
    {
        Id = "sample-town",
        Title = "样例镇业务系统",
        Url = new Uri("http://127.0.0.1:9/"),
        Version = version,
        Operations =
        [
            new Operation
            {
                Id = "find-residents",
                Kind = OperationKind.Pull,
                Title = "查询居民",
                Input =
                [
                    new Parameter { Name = "name", Title = "姓名", Example = "张伟", MaxLength = 20 },
                    new Parameter { Name = "street", OneOf = ["东关街道", "西关街道"] },
                    new Parameter { Name = "since", Type = ParameterType.Date, Example = "2026-01-31" },
                    new Parameter { Name = "seenAfter", Type = ParameterType.DateTime },
                    new Parameter { Name = "least", Type = ParameterType.Number, Minimum = 0, Default = "0.5" },
                    new Parameter { Name = "age", Type = ParameterType.Integer, Maximum = 150 },
                    new Parameter { Name = "active", Type = ParameterType.Boolean, Default = "true" },
                ],
                Output = new Output { Rows = new RowSource.Table(["编号", "姓名"]), Fields = Fields },
            },
            new Operation
            {
                Id = "view-resident",
                Kind = OperationKind.Pull,
                Title = "居民详情",
                Input = [new Parameter { Name = "id", Type = ParameterType.Integer, Required = true, Example = "7" }],
                NotFound = new Sign([new SignAlternative { Css = ".none" }]),
                Output = new Output { Record = new RecordSource(), Fields = Fields },
            },
            new Operation { Id = "export", Kind = OperationKind.Pull, Title = "导出", Output = new Output { File = true } },
            new Operation
            {
                Id = "add-resident",
                Kind = OperationKind.Push,
                Title = "登记居民",
                Input =
                [
                    new Parameter { Name = "name", Required = true, Example = "张伟" },
                    new Parameter { Name = "birthDate", Type = ParameterType.Date },
                    new Parameter { Name = "age", Type = ParameterType.Integer },
                    new Parameter { Name = "active", Type = ParameterType.Boolean },
                ],
                Rejected = new Sign([new SignAlternative { Css = ".error" }]),
                Output = new Output { Record = new RecordSource(), Fields = [Fields[0], Fields[1]] },
            },
            new Operation
            {
                Id = "attach",
                Kind = OperationKind.Push,
                Title = "上传附件",
                Input = [new Parameter { Name = "title", Required = true }, new Parameter { Name = "scan", Type = ParameterType.File, Required = true }],
            },
        ],
    };

    /// <summary>A row whose values are all different, none null.</summary>
    public static Row Row(long id, string name = "张伟") =>
        new([id, name, new DateOnly(1980, 1, 2), 12.50m, new DateTime(2026, 5, 6, 7, 8, 9), true, "http://127.0.0.1:9/r?id=" + id]);
}
