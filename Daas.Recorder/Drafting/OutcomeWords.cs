using System.Text.RegularExpressions;

namespace Daas.Recorder.Drafting;

/// <summary>Words by which systems name what a button does and how it ended.</summary>
internal static partial class OutcomeWords
{
    public static bool IsSaving(string words) => Saving().IsMatch(words);

    public static bool IsSearching(string words) => Searching().IsMatch(words);

    public static bool IsSuccess(string words) => Success().IsMatch(words) && !Refusal().IsMatch(words) && words.AsSpan().TrimEnd() is not [.., ':' or '：'];

    /// <summary>Words that say nothing else; others, such as <c>已更新</c>, are titles of columns as well.</summary>
    public static bool IsPlainSuccess(string words) => Plain().IsMatch(words) && IsSuccess(words);

    /// <summary>Words of a refusal, one by one: static text of a page often holds some of them.</summary>
    public static IReadOnlyList<string> Refusals { get; } =
    [
        "不能为空", "不可为空", "不允许", "必须", "必填", "已存在", "已经存在", "已被", "重复", "无效", "不正确", "不合法", "有误", "失败", "错误", "超出", "超过", "拒绝", "无法",
        "required", "invalid", "already", "duplicate", "failed", "denied", "must be", "can(no|')t be", "too (long|short)",
    ];

    /// <summary>Words of success or of still being at it, as a pattern: what says such a thing is no refusal.</summary>
    public const string NoRefusal = "成功|已(保存|提交|登记|创建|更新|受理)|正在|请稍|处理中|success|saved|created|loading";

    /// <summary>True for places that hold errors alone, not news of any kind.</summary>
    public static bool IsErrorPlace(string name) => ErrorPlace().IsMatch(name);

    /// <summary>+1 for the name of an operation that writes, −1 for one that reads, 0 for any other.</summary>
    public static int Kind(string operation) => Writes().IsMatch(operation) ? 1 : Reads().IsMatch(operation) ? -1 : 0;

    public static bool IsMessagePlace(string name) => Place().IsMatch(name);

    [GeneratedRegex(
        @"保存|储存|提交|登记|新增|新建|添加|增加|修改|更新|变更|删除|审核|审批|通过|驳回|发送|发布|创建|建立|上报|报送|受理|办结|签收|注册|确认|录入|导入|上传|\b(save|submit|create|add|"
        + @"update|delete|remove|send|post|register|apply|confirm|insert|publish|approve|reject|upload|import)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Saving();

    [GeneratedRegex(@"查询|搜索|检索|筛选|查找|搜寻|查看|过滤|浏览|\b(search|find|query|go|filter|lookup|list|view|show|browse)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Searching();

    [GeneratedRegex(
        @"成功|已保存|已提交|已登记|已创建|已添加|已新增|已更新|已修改|已删除|已发送|已受理|已建立|操作完成|保存完毕|办理完成|谢谢|\b(saved|success\w*|created|updated|added|deleted|"
        + @"removed|submitted|registered|sent|stored|done|completed|accepted|posted|thank)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Success();

    [GeneratedRegex(@"成功|操作完成|保存完毕|办理完成|\bsuccess\w*", RegexOptions.IgnoreCase)]
    private static partial Regex Plain();

    [GeneratedRegex(@"不成功|未成功|失败|错误|\b(fail\w*|error|unsuccessful\w*|not)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Refusal();

    [GeneratedRegex(
        @"^(add|create|register|save|submit|update|edit|change|delete|remove|report|apply|send|post|new|enter|import|upload|"
        + @"approve|reject|close|insert|set|make|put)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Writes();

    [GeneratedRegex(@"^(find|get|list|search|query|export|download|read|show|view|fetch|look|count|check)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Reads();

    [GeneratedRegex(@"err(or|\b|msg)|danger|invalid|fail|valid(at|_)", RegexOptions.IgnoreCase)]
    private static partial Regex ErrorPlace();

    [GeneratedRegex(@"msg|message|error|err\b|warn|tip|alert|prompt|flash|notice|notif|toast|snackbar|growl|validat|result", RegexOptions.IgnoreCase)]
    private static partial Regex Place();
}
