using Daas.Core.Adapters;
using Daas.Core.Runs;
using Xunit;

namespace Daas.Core.Tests.Adapters;

public sealed class InputReaderTests
{
    private static readonly IReadOnlyDictionary<string, FileContent> NoFiles = new Dictionary<string, FileContent>();

    [Theory]
    [InlineData(ParameterType.String, " 张伟 ", " 张伟 ")]
    [InlineData(ParameterType.Integer, "+007", "7")]
    [InlineData(ParameterType.Number, "1.50", "1.50")]
    [InlineData(ParameterType.Number, "-2e3", "-2000")]
    [InlineData(ParameterType.Boolean, "TRUE", "true")]
    [InlineData(ParameterType.Date, "2026-02-28", "2026-02-28")]
    [InlineData(ParameterType.DateTime, "2026-11-23T09:00", "2026-11-23T09:00:00")]
    public void A_value_is_brought_to_one_form(ParameterType type, string raw, string normal) =>
        Assert.Equal(normal, Read(new Parameter { Name = "x", Type = type }, raw).Value!.Inputs["x"]);

    [Theory]
    [InlineData(ParameterType.Integer, "7.5", "whole number")]
    [InlineData(ParameterType.Integer, "1,000", "whole number")]
    [InlineData(ParameterType.Number, "1,5", "number")]
    [InlineData(ParameterType.Boolean, "yes", "true or false")]
    [InlineData(ParameterType.Date, "2026-02-30", "date")]
    [InlineData(ParameterType.Date, "2026/2/3", "date")]
    [InlineData(ParameterType.DateTime, "2026-11-23", "date and time")]
    [InlineData(ParameterType.File, "a.txt", "multipart")]
    public void A_value_of_another_type_is_refused(ParameterType type, string raw, string words) =>
        Assert.Contains(words, Wrong(Read(new Parameter { Name = "x", Type = type }, raw)));

    [Fact]
    public void Constraints_hold()
    {
        Assert.Contains("at least 1", Wrong(Read(new Parameter { Name = "x", Type = ParameterType.Integer, Minimum = 1 }, "0")));
        Assert.Contains("at most 9.5", Wrong(Read(new Parameter { Name = "x", Type = ParameterType.Number, Maximum = 9.5m }, "9.6")));
        Assert.Contains("at most 3 characters", Wrong(Read(new Parameter { Name = "x", MaxLength = 3 }, "四个汉字")));
        Assert.Contains("must match", Wrong(Read(new Parameter { Name = "x", Pattern = "[a-z]+|b" }, "abc1")));
        Assert.Contains("did you mean '东关街道'", Wrong(Read(new Parameter { Name = "x", OneOf = ["东关街道", "西关街道"] }, "东关街")));
        Assert.Contains("is required", Wrong(Read(new Parameter { Name = "x", Required = true }, null)));
        Assert.Contains("is required", Wrong(Read(new Parameter { Name = "x", Required = true }, "")));
    }

    [Fact]
    public void A_pattern_that_takes_forever_is_given_up() =>
        Assert.Contains("in time", Wrong(Read(new Parameter { Name = "x", Pattern = "(a+)+" }, new string('a', 40) + "!")));

    [Fact]
    public void Defaults_fill_in_and_what_is_left_out_is_absent()
    {
        var operation = Operation(new Parameter { Name = "a", Default = "1", Type = ParameterType.Integer }, new Parameter { Name = "b" }, new Parameter { Name = "c", Type = ParameterType.Date });
        var inputs = InputReader.Read(operation, new Dictionary<string, string?> { ["b"] = null, ["c"] = "" }, NoFiles).Value!.Inputs;
        Assert.Equal(new Dictionary<string, string> { ["a"] = "1" }, inputs);
    }

    [Fact]
    public void An_empty_text_is_a_text() => Assert.Equal("", Read(new Parameter { Name = "x" }, "").Value!.Inputs["x"]);

    [Fact]
    public void Everything_wrong_is_told_at_once()
    {
        var operation = Operation(new Parameter { Name = "street", Required = true }, new Parameter { Name = "count", Type = ParameterType.Integer });
        var error = InputReader.Read(operation, new Dictionary<string, string?> { ["sreet"] = "x", ["count"] = "y" }, NoFiles).Error!;
        Assert.Equal(ErrorClass.InvalidInput, error.Class);
        Assert.Equal(["count", "sreet", "street"], error.Details.Keys.Order());
        Assert.Contains("did you mean 'street'", error.Details["sreet"]);
    }

    [Fact]
    public void Files_go_with_inputs_of_type_file()
    {
        var file = new FileContent("a.txt", "text/plain", [1]);
        var operation = Operation(new Parameter { Name = "paper", Type = ParameterType.File, Required = true }, new Parameter { Name = "note" });
        Assert.Same(file, InputReader.Read(operation, new Dictionary<string, string?>(), new Dictionary<string, FileContent> { ["paper"] = file }).Value!.Files["paper"]);
        Assert.Contains("note", InputReader.Read(operation, new Dictionary<string, string?>(), new Dictionary<string, FileContent> { ["paper"] = file, ["note"] = file }).Error!.Details.Keys);
        Assert.Contains("paper", InputReader.Read(operation, new Dictionary<string, string?>(), NoFiles).Error!.Details.Keys);
    }

    [Fact]
    public void Values_are_typed_as_the_old_system_wants_them()
    {
        var operation = Operation(new Parameter { Name = "born", Type = ParameterType.Date, Format = "yyyy/M/d" });
        var values = RunInputs.Values(operation, new Dictionary<string, string> { ["born"] = "1990-01-02" });
        Assert.Equal("1990/1/2", values.Find("born"));
        Assert.Equal("1990年1月2日", values.Find("born", "yyyy年M月d日"));
    }

    private static Operation Operation(params Parameter[] input) => new() { Id = "x", Kind = OperationKind.Pull, Title = "x", Input = input };

    private static Fallible<RunInputs> Read(Parameter parameter, string? raw) =>
        InputReader.Read(Operation(parameter), new Dictionary<string, string?> { [parameter.Name] = raw }, NoFiles);

    private static string Wrong(Fallible<RunInputs> read) => read.Error!.Details["x"];
}
