using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Runtime.Tests.Browsers;
using Xunit;

namespace Daas.Runtime.Tests.BrowserPath;

[Collection(BrowserTests.Name)]
public sealed class StepTellingTests(SharedBrowser browser)
{
    private const string Form = """
        <form action=/save>审批人<input name=who readonly>
        <a href=# onclick="window.open('/pick','p','width=300,height=300');return false">选择</a><input type=submit value=提交></form>
        """;

    private const string Picker = "<h2>人员选择</h2><a href='javascript:window.close()'>李四</a>";

    [Fact]
    public async Task Steps_in_windows_are_numbered_within_the_step_that_holds_them_and_ends_are_told_apart()
    {
        await using var stage = await Stage.SetAsync(browser);
        (stage.Detailed, stage.Limits) = (true, stage.Limits with { StepSeconds = 1 });
        stage.System.Page("/", Form).Page("/pick", Picker).Page("/save", "<p>已保存</p>");
        var result = await stage.DoAsync(
            new Step.Fill(Stage.Label("备注"), "${note}") { Line = 3 },
            new Step.Click(Stage.Name("关闭公告")) { Optional = true },
            new Step.Click(Stage.By(new Way { Css = "#gone" }, new Way { Name = "选择" })),
            new Step.InWindow(Stage.Shows("人员选择"), [new Step.Click(Stage.Name("李四"))]),
            new Step.Click(Stage.Name("提交")),
            new Step.Click(Stage.Name("打印")) { Line = 9 });
        var told = stage.Told.OfType<RunEvent.Stepped>().ToList();
        Assert.Equal(
            [
                ("1", StepEnd.LeftOut), ("2", StepEnd.Missed), ("3", StepEnd.Done), ("4.1", StepEnd.Done), ("4", StepEnd.Done), ("5", StepEnd.Done),
                ("6", StepEnd.Failed),
            ],
            told.Select(s => (s.Place.Number, s.End)));
        Assert.Equal(new FoundBy(1, 2, "'选择'"), told[2].Found);
        Assert.Equal([3, 3, 4], told[3..6].Select(s => s.Place.Index));
        Assert.Equal(new StepPlace(StepPart.Operation, "6", 9), result.Error?.Place);
        Assert.Equal(ErrorClass.Drift, told[^1].Error?.Class);
    }

    [Fact]
    public async Task An_error_inside_a_window_says_at_which_of_its_steps()
    {
        await using var stage = await Stage.SetAsync(browser);
        stage.Limits = stage.Limits with { StepSeconds = 1 };
        stage.System.Page("/", Form).Page("/pick", Picker);
        var result = await stage.DoAsync(
            new Step.Click(Stage.Name("选择")), new Step.InWindow(Stage.Shows("人员选择"), [new Step.Click(Stage.Name("王五")) { Line = 7 }]));
        Assert.Equal(new StepPlace(StepPart.Operation, "2.1", 7), result.Error?.Place);
        // Nobody asked for it.
        Assert.Empty(stage.Told.OfType<RunEvent.Stepped>());
    }
}
