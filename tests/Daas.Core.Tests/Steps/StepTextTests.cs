using Daas.Core.Steps;
using Xunit;

namespace Daas.Core.Tests.Steps;

public sealed class StepTextTests
{
    private static readonly Locator Search = new([new Way { Role = "button", Name = "查询" }, new Way { Css = "#q" }]);

    public static TheoryData<Step, string> Steps => new()
    {
        { new Step.Open("/list.aspx"), "open /list.aspx" },
        { new Step.Click(Search), "click button '查询'" },
        { new Step.Click(Search, Twice: true), "double-click button '查询'" },
        { new Step.Fill(Label("姓名"), "${name}"), "fill '姓名' with '${name}'" },
        { new Step.Fill(Label("密码"), "${credential.password}"), "fill '密码' with a secret" },
        { new Step.Fill(Label("密码"), "geheim"), "fill '密码' with a secret" },
        { new Step.Choose(Label("街道"), "${street}"), "choose '${street}' in '街道'" },
        { new Step.Check(Label("加急"), "true"), "check '加急'" },
        { new Step.Check(Label("加急"), "false"), "uncheck '加急'" },
        { new Step.Check(Label("加急"), "${urgent}"), "check '加急' if '${urgent}'" },
        { new Step.Fill(new([new Way { Header = "数量", Row = "张伟" }]), "1"), "fill cell under '数量' in row '张伟' with '1'" },
        { new Step.Press("Enter", Label("姓名")), "press Enter in '姓名'" },
        { new Step.Download(null, "/a.csv"), "download /a.csv" },
        { new Step.Answer(false, "确定吗"), "dismiss the dialog that says '确定吗'" },
        { new Step.InWindow(null, []), "in the newest window" },
        { new Step.WaitFor(new([new SignAlternative { Css = ".mask" }]), Gone: true), "wait until gone: css '.mask'" },
        { new Step.Read(new([new Way { Css = "#no", Nth = 2 }]), "number"), "read #no number 2 as 'number'" },
        { new Step.Evaluate("return 1", "x"), "evaluate JavaScript as 'x'" },
    };

    [Theory]
    [MemberData(nameof(Steps))]
    public void A_step_is_said_in_plain_words(Step step, string words) => Assert.Equal(words, StepText.Describe(step));

    [Fact]
    public void Progress_shows_what_was_given_but_no_secret()
    {
        var values = new TemplateValues { ["name"] = "张\u001b伟", ["newPassword"] = "geheim", ["credential.password"] = "geheim", ["long"] = new string('x', 500) };

        Assert.Equal("fill '姓名' with '张 伟'", StepText.Describe(new Step.Fill(Label("姓名"), "${name}"), values));
        Assert.Equal("open /list?name=张 伟", StepText.Describe(new Step.Open("/list?name=${name}"), values));
        Assert.Equal("click link '张 伟'", StepText.Describe(new Step.Click(new([new Way { Role = "link", Name = "${name}" }])), values));
        Assert.Equal("fill '姓名' with '${missing}'", StepText.Describe(new Step.Fill(Label("姓名"), "${missing}"), values));
        Assert.Equal("fill '密码' with '${name}'", StepText.Describe(new Step.Fill(Label("密码"), "${name}"), values));
        Assert.Equal("fill '确认' with '${newPassword}'", StepText.Describe(new Step.Fill(Label("确认"), "${newPassword}"), values));
        Assert.Equal("fill '密码' with a secret", StepText.Describe(new Step.Fill(Label("密码"), "${credential.password}"), values));
        Assert.Equal($"fill '备注' with '{new string('x', 59)}…'", StepText.Describe(new Step.Fill(Label("备注"), "${long}"), values));
    }

    private static Locator Label(string label) => new([new Way { Label = label }]);
}
