using System.Text.RegularExpressions;
using Daas.Core.Finding;

namespace Daas.Recorder.Evidence.Redaction;

/// <summary>What a label, column, or field's name says about the values it stands for. Knows the usual words of Chinese and English systems, and their
/// initials in pinyin.</summary>
internal static partial class LabelWords
{
    private const int Longest = 40;

    /// <param name="label">Words of a page, or a name of markup or JSON such as <c>txtName</c>.</param>
    /// <returns>Null when it says nothing of a person; sure is false where the word also stands for other things.</returns>
    public static (PersonalKind Kind, bool IsSure)? KindOf(string? label)
    {
        var words = Brackets().Replace(PageText.FoldLabel(label), "");
        if (words.Length is 0 or > Longest)
            return null;
        return words.Any(ChineseNames.IsIdeograph) ? Chinese(words) : Latin(Spaced(words == PageText.FoldLabel(label) ? label! : words));
    }

    private static (PersonalKind Kind, bool IsSure)? Chinese(string words)
    {
        if (ChineseMail().IsMatch(words))
            return (PersonalKind.Email, true);
        if (ChineseOther().IsMatch(words))
            return null;
        if (ChineseId().IsMatch(words))
            return (PersonalKind.ResidentId, true);
        if (ChineseDocument().IsMatch(words))
            return (PersonalKind.Document, true);
        if (ChinesePhone().IsMatch(words))
            return (PersonalKind.Phone, true);
        if (ChineseAddress().IsMatch(words))
            return (PersonalKind.Address, true);
        if (ChineseBirth().IsMatch(words))
            return (PersonalKind.BirthDate, true);
        if (ChineseCard().IsMatch(words))
            return (PersonalKind.Card, true);
        if (ChineseCredit().IsMatch(words))
            return (PersonalKind.CreditCode, true);
        if (words.Contains("车牌", StringComparison.Ordinal) || words.Contains("号牌", StringComparison.Ordinal))
            return (PersonalKind.Plate, true);
        if (ChineseAccount().IsMatch(words))
            return (PersonalKind.Account, false);
        if (words.EndsWith("地点", StringComparison.Ordinal) || words.EndsWith("坐落", StringComparison.Ordinal))
            return (PersonalKind.Address, false);
        return ChineseName().IsMatch(words) ? (PersonalKind.Name, true) : ChinesePerson().IsMatch(words) ? (PersonalKind.Name, false) : null;
    }

    private static (PersonalKind Kind, bool IsSure)? Latin(string words)
    {
        if (LatinMail().IsMatch(words))
            return (PersonalKind.Email, true);
        if (LatinOther().IsMatch(words))
            return null;
        if (LatinBirth().IsMatch(words))
            return (PersonalKind.BirthDate, true);
        if (LatinPhone().IsMatch(words))
            return (PersonalKind.Phone, true);
        if (LatinId().IsMatch(words))
            return (PersonalKind.ResidentId, true);
        if (LatinDocument().IsMatch(words))
            return (PersonalKind.Document, true);
        if (LatinCard().IsMatch(words))
            return (PersonalKind.Card, true);
        if (LatinPlate().IsMatch(words))
            return (PersonalKind.Plate, true);
        if (LatinAddress().IsMatch(words))
            return (PersonalKind.Address, true);
        if (words is "tyshxydm" or "shxydm" or "credit code" or "uscc")
            return (PersonalKind.CreditCode, true);
        if (LatinAccount().IsMatch(words))
            return (PersonalKind.Account, false);
        return LatinPerson().IsMatch(words) ? (PersonalKind.Name, true) : LatinName().IsMatch(words) ? (PersonalKind.Name, false) : null;
    }

    /// <summary><c>txtUserName</c> and <c>ctl00$user_name</c> are <c>user name</c>.</summary>
    private static string Spaced(string name)
    {
        var last = name.Split(['$', '.', '[', ']'], StringSplitOptions.RemoveEmptyEntries) is [.., var end] && !name.Contains(' ', StringComparison.Ordinal)
            ? end : name;
        var spaced = Seams().Replace(Prefix().Replace(last, ""), " ").Replace('_', ' ').Replace('-', ' ').Trim().ToLowerInvariant();
        return Blanks().Replace(spaced.TrimEnd(':', '*', ' '), " ");
    }

    [GeneratedRegex(@"[(（\[【][^)）\]】]*[)）\]】]")]
    private static partial Regex Brackets();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])")]
    private static partial Regex Seams();

    [GeneratedRegex("^(txt|tb|lbl|ddl|hid|hdn|hf|input|edit|fld)_?(?=[A-Z_])")]
    private static partial Regex Prefix();

    [GeneratedRegex("邮箱|电子邮件|电邮|邮件地址|e-?mail", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseMail();

    [GeneratedRegex("网址|链接|IP|MAC|URL|人数|人口|数量|时间|日期(?<!出生日期)|次数|类型|类别|状态|级别|电话费|地址类|单位$|部门$|机构$|科室$", RegexOptions.IgnoreCase)]
    private static partial Regex ChineseOther();

    [GeneratedRegex("身份证|身份号码|身份证件")]
    private static partial Regex ChineseId();

    [GeneratedRegex("证件号|证件编号|护照|通行证号|驾驶证号|军官证|社保卡?号|医保卡?号|残疾证|结婚证|老年证|低保证|参保号|保险号")]
    private static partial Regex ChineseDocument();

    [GeneratedRegex("电话|手机|联系方式|移动号|传真|座机")]
    private static partial Regex ChinesePhone();

    [GeneratedRegex("地址|住址|住所|户籍地|户口所在|居住地|门牌号?$|住处")]
    private static partial Regex ChineseAddress();

    [GeneratedRegex("出生|生日|诞辰")]
    private static partial Regex ChineseBirth();

    [GeneratedRegex("银行卡|卡号|银行账|银行帐|收款账|收款帐|开户账|开户帐")]
    private static partial Regex ChineseCard();

    [GeneratedRegex("信用代码|组织机构代码|税号|纳税人识别")]
    private static partial Regex ChineseCredit();

    [GeneratedRegex("^(用户名|用户账号|用户帐号|登录名|登陆名|登录账号|登录帐号|账号|帐号|工号|当前用户|登录用户|操作用户)$")]
    private static partial Regex ChineseAccount();

    [GeneratedRegex("姓名|^名字$|户主|曾用名|法人代表|法定代表人|监护人|联系人|申请人|经办人|负责人|当事人|配偶|父亲|母亲|家长|投诉人|举报人|反映人|报案人|患者|病人|代理人|业主|承租人|收件人|寄件人|受益人|死者|遗属|"
        + "网格员|联络员|代办人|承办人|拟稿人|签发人|审批人|审核人|受理人|办理人|处理人|登记人|录入人|填表人|制单人|值班人|上报人|报告人|当前用户|登录用户|欢迎您?")]
    private static partial Regex ChineseName();

    [GeneratedRegex("([人员者]|作者|领导|教师|老师|学生|成员)$")]
    private static partial Regex ChinesePerson();

    [GeneratedRegex(@"\be? ?-?mails?\b|\bmail (address|box)\b|\byouxiang\b")]
    private static partial Regex LatinMail();

    [GeneratedRegex(@"\b(ip|mac|web|url|network|memory|host|file|project|product|computer|domain|group|queue|item|field|class|event|table|city|"
        + @"machine|server|system|database|"
        + @"column|template|role|permission|menu|page|type|status|category|count|number of|street name|company|organi[sz]ation|department|document|"
            + @"script|sheet|driver|model|tag|"
        + @"software|package|service|printer|bios|cpu|slot|port|country|state|region|currency|account type|part|warehouse|bank name)\b|^(event|view|"
            + @")(target|argument|state)")]
    private static partial Regex LatinOther();

    [GeneratedRegex(@"\b(birth|birthday|birth ?date|dob|born|csrq|shengri)\b")]
    private static partial Regex LatinBirth();

    [GeneratedRegex(@"\b(phone|telephone|tel|mobile|cell|cellphone|fax|sjh|sjhm|lxdh|dhhm|dianhua|shouji|contact (no|number))\b")]
    private static partial Regex LatinPhone();

    [GeneratedRegex(@"\b(id ?card( no| number)?|id (no|number)|idno|identity( card| no| number)?|national id|citizen id|resident id|sfzh|sfzhm|sfz|"
        + @"shenfenzheng)\b")]
    private static partial Regex LatinId();

    [GeneratedRegex(@"\b(passport|ssn|social security|driver'?s? licen[cs]e|licen[cs]e (no|number)|tax ?payer id|zjhm|zjh|cert(ificate)? no)\b")]
    private static partial Regex LatinDocument();

    [GeneratedRegex(@"\b(iban|card (no|number)|credit card|bank ?account|bank card|account (no|number)|yhkh|yhzh)\b")]
    private static partial Regex LatinCard();

    [GeneratedRegex(@"\b((licen[cs]e|number|registration) plate|plate( no| number)?|cph|cphm)\b")]
    private static partial Regex LatinPlate();

    [GeneratedRegex(@"\b(address( \d)?|addr|street|residence|dizhi|jtzz|jzdz|hjdz|lxdz)\b")]
    private static partial Regex LatinAddress();

    [GeneratedRegex(@"^(user ?name|login( name)?|user ?id|logged in as|account( name)?|user)$")]
    private static partial Regex LatinAccount();

    [GeneratedRegex(@"\b((full|first|last|middle|given|family|real|contact|customer|client|patient|student|employee|applicant|owner|person|resident|"
        + @"member|nick|display|user'?s)'?s? ?name|surname|forename|"
        + @"fullname|firstname|lastname|realname|applicant|assignee|assigned to|author|requestors?|requesters?|reporter|created by|updated by|last "
            + @"updated by|modified by|changed by|spouse|father|"
        + @"mother|guardian|patient|contact person|salesperson|sales person|xm|xingming|lxr|sqr|jbr|fzr|hzxm)\b")]
    private static partial Regex LatinPerson();

    [GeneratedRegex(@"^(name|owner|contact|manager|supervisor|employee|customer|client|member|creator|user|person|cc|admin ?cc|watchers?|"
        + @"participants?|signed by|approved by|recipient|sender|from|to)$")]
    private static partial Regex LatinName();
}
