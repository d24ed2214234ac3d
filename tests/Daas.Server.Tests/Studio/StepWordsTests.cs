using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Runs;
using Daas.Core.Steps;
using Daas.Server.Layout;
using Daas.Server.Studio.Panels;

namespace Daas.Server.Tests.Studio;

public sealed class StepWordsTests
{
    private static readonly Locator Name = new([new Way { Label = "姓名" }]);
    private static readonly Locator Search = new([new Way { Role = "button", Name = "查询" }, new Way { Css = "#btn" }]);
    private static readonly Sign Saved = new([new SignAlternative { Text = "保存成功" }]);

    private static readonly Step[] Steps =
    [
        new Step.Open("/residents.aspx?street=${street}"), new Step.Fill(Name, "${name}"), new Step.Fill(new Locator([new Way { Label = "密码" }]), "s3cret"),
        new Step.Fill(Name, "${credential.password}"), new Step.Choose(new Locator([new Way { Label = "街道" }]), "${street}"),
        new Step.Check(Name, "false"), new Step.Check(Name, "true"), new Step.Check(Name, "${name}"),
        new Step.Click(Search), new Step.Click(new Locator([new Way { Role = "link", Name = "修改", Row = "张伟" }]), Twice: true),
        new Step.Press("Enter"), new Step.Press("Enter", Name), new Step.Hover(new Locator([new Way { Text = "菜单", Within = new Way { Css = "#menu" } }])),
        new Step.Upload(Name, "photo"), new Step.Download(Search), new Step.Answer(true), new Step.Answer(false) { Says = "确定要删除吗" },
        new Step.InWindow(null, [new Step.Click(new Locator([new Way { Role = "button", Nth = 2 }]))]), new Step.InWindow(Saved, []),
        new Step.WaitFor(Saved), new Step.WaitFor(Saved, true), new Step.Read(new Locator([new Way { Header = "数量", Row = "张伟" }]), "count"),
        new Step.Evaluate("return 1"), new Step.Evaluate("return 1", "one"), new Step.Click(new Locator([new Way { Role = "tab", Css = "#t" }])),
    ];

    [Fact]
    public void In_English_a_step_is_told_as_everywhere()
    {
        var values = new TemplateValues();
        values.Set("name", "张伟");
        foreach (var step in Steps)
        {
            Assert.Equal(StepText.Describe(step), new StepWords(Texts.English).Of(step));
            Assert.Equal(StepText.Describe(step, values), new StepWords(Texts.English, values).Of(step));
        }
    }

    [Fact]
    public void In_Chinese_no_step_is_told_in_English_words_and_no_password_is_told()
    {
        var told = Steps.Select(new StepWords(Texts.Chinese).Of).ToList();
        Assert.Contains("在“姓名”填入“${name}”", told);
        Assert.Contains("在“密码”填入保密内容", told);
        Assert.Contains("双击“张伟”行中的链接“修改”", told);
        Assert.DoesNotContain(told, t => t.Contains("s3cret", StringComparison.Ordinal));
        foreach (var english in new[] { "fill", "choose", "check", "click", "press ", "dialog", "window", "wait", "read ", "evaluate", "number", "within", "button", "link" })
            Assert.DoesNotContain(told, t => t.Contains(english, StringComparison.Ordinal));
    }

    [Fact]
    public void What_a_trial_tells_is_found_again_with_the_values_that_were_given()
    {
        var operation = new Operation { Id = "find", Title = "查", Kind = OperationKind.Pull, Input = [new Parameter { Name = "name" }], Steps = Steps };
        var adapter = new Adapter { Id = "town", Title = "镇", Url = new Uri("http://127.0.0.1:9/"), Operations = [operation] };
        var words = new TriedWords(adapter, operation, new Dictionary<string, string?> { ["name"] = "张伟" }, Texts.Chinese);
        Assert.Equal("在“姓名”填入“张伟”", words.Of("fill '姓名' with '张伟'"));
        Assert.Equal("点击第 2 个按钮", words.Of("click button number 2"));
        Assert.Equal("按钮“查询”", words.Of("button '查询'"));
        Assert.Equal("点击按钮“查询” (find.yaml:12)", words.Of("click button '查询' (find.yaml:12)"));
        Assert.Equal("GET /list", words.Of("GET /list"));
        Assert.Equal("读取第 3 页", words.Of(new RunEvent.Stepped(new StepPlace(StepPart.Answer, "3", 0), StepEnd.Done, "read page 3", default)));
    }
}
