using Daas.Recorder.Evidence.Redaction;

namespace Daas.Recorder.Tests.Evidence.Redaction;

public sealed class LabelWordsTests
{
    [Theory]
    [InlineData("姓　名：", PersonalKind.Name)]
    [InlineData("*申请人姓名", PersonalKind.Name)]
    [InlineData("经办人", PersonalKind.Name)]
    [InlineData("身份证号码", PersonalKind.ResidentId)]
    [InlineData("证件号码", PersonalKind.Document)]
    [InlineData("联系电话", PersonalKind.Phone)]
    [InlineData("户籍地址", PersonalKind.Address)]
    [InlineData("出生日期", PersonalKind.BirthDate)]
    [InlineData("电子邮箱地址", PersonalKind.Email)]
    [InlineData("银行卡号", PersonalKind.Card)]
    [InlineData("车牌号", PersonalKind.Plate)]
    [InlineData("txtIdNo", PersonalKind.ResidentId)]
    [InlineData("ctl00$main$txtLxdh", PersonalKind.Phone)]
    [InlineData("Date of birth", PersonalKind.BirthDate)]
    [InlineData("firstName", PersonalKind.Name)]
    [InlineData("Assigned to", PersonalKind.Name)]
    [InlineData("E-mail", PersonalKind.Email)]
    [InlineData("Street address", PersonalKind.Address)]
    public void Labels_of_both_languages_are_understood(string label, object kind) => Assert.Equal(kind, LabelWords.KindOf(label)?.Kind);

    [Theory]
    [InlineData("人数")]
    [InlineData("申请时间")]
    [InlineData("单位名称")]
    [InlineData("IP address")]
    [InlineData("Project name")]
    [InlineData("File name")]
    [InlineData("Status")]
    [InlineData("__EVENTTARGET")]
    [InlineData("金额")]
    public void Labels_of_other_things_are_left_alone(string label) => Assert.Null(LabelWords.KindOf(label));
}
