namespace Daas.Recorder.Evidence.Redaction;

/// <summary>What Chinese names are made of, and words that only look like one.</summary>
internal static class ChineseNames
{
    /// <summary>Surnames of invented persons.</summary>
    public static readonly string Surnames = Once("王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗梁宋郑谢韩唐冯董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙段雷钱汤尹黎易常武乔贺赖龚文");

    /// <summary>Given names of invented persons.</summary>
    public static readonly string Given = Once("伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉萍红娥玲芬燕彩春菊凤洁梅琳素云莲真环雪荣爱妹香月莺媛瑞凡佳嘉琼勤珍贞莉"
        + "健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才发武新利清飞彬富顺信子达安岩中茂进林有坚和彪博诚先敬震振壮会思群豪心邦承乐绍功松善厚庆民友裕河哲江浩亮政谦亨奇固之轮翰朗伯宏言若鸣朋斌梁栋维启克伦翔旭鹏泽晨辰士以建家致树炎德行时泰盛雄琛钧冠策腾楠榕风航弘");

    /// <summary>Ideographs of invented places.</summary>
    public static readonly string Places = Once("安平和顺康宁福禄寿喜春夏秋冬松柏梅兰竹菊桃柳桂榆清明朝阳光辉金银玉翠丹青紫云霞虹星月江湖河海山峰岭泉溪滨长永恒兴隆昌盛文华武德仁义礼智信诚");

    private const int MostParts = 6;

    private static readonly char[] Seams = [.. "-—－–_·:：,，、;；/|()（）[]【】<>《》“”\" \u3000\t\n"];

    private const string Further =
        "高梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘钭厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍"
            + "赖卓蔺屠蒙池乔阴郁胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殴殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游"
                + "竺权逯盖益桓公窦肖覃植涂褚卫严华戚喻柏水章云奚范花俞袁柳鲍史费廉岑倪殷毕安滕罗伍元卜皮卞齐康祁毛禹狄米贝明臧计伏成谈茅庞纪舒屈项祝梁杜阮蓝闵席季麻强路娄危童颜郭尤何吕施孔曹葛韦昌马苗凤方俞任";

    private static readonly HashSet<char> Known = [.. Surnames, .. Further];

    private static readonly string[] Compound =
        ["欧阳", "司马", "上官", "诸葛", "东方", "皇甫", "尉迟", "公孙", "慕容", "长孙", "宇文", "司徒", "令狐", "端木", "南宫", "夏侯", "独孤", "百里", "呼延", "闻人", "东郭", "西门", "轩辕"];

    private static readonly HashSet<string> Words = new(
        ("单位 时间 方式 方向 方法 方案 计划 常用 应急 程度 高级 经济 文化 文化程度 政治 政治面貌 关系 金额 费用 安全 安置 和解 成功 成立 都市 水电 江苏 云南 海南 时段 季度 宣传 车辆 房屋 温度 "
         + "危险 党员 全部 平安 明细 包含 连接 管理员 管理 高中 项目 路线 管理处 经办人 经理 何时 何地 相关 相同 关闭 关联 东区 国家 国籍 公司 公开 公告 公安 公安局 别名 别墅 居民 居委会 查看 查询 查询条件 "
         + "查找 后勤 那里 简介 简历 解决 解除 申请 申报 申请人 申报人 申诉 通过 通知 通讯 连续 广告 广东 广西 国内 金融 水费 安装 安排 成员 成本 成绩 平台 平方米 平均 和平 明天 计算 计量 计生 谈话 "
         + "项 席位 麻烦 强制 路段 危房 童年 颜色 季节 符合 束 龙头 幸福 司法 司机 黎明 印章 印刷 宿舍 白天 怀疑 从业 籍贯 池 能源 能力 双方 党委 党支部 劳动 劳务 申 扶贫 扶持 农村 农业 农户 温馨提示 向 "
         + "易 古 容量 连 习惯 师 满意 满意度 文件 文号 文档 文书 文本 文字 文章 文种 广 东 利率 利息 师资 权限 权利 盖章 益 章节 云 花费 华 安 元 明 计 成 马上 任务 任职 任期 方 施工 高 梅 林业 林地 万元 支出 "
         + "支付 经费 房产 房号 房间 应收 应付 宗教 宗地 宣布 包装 包括 左侧 石油 荣誉 家庭 家属 家长 封面 储蓄 井 段落 富 山区 车间 车型 车牌 全年 全文 全区 秋季 宫 甘 祖国 武装 景区 叶 曾用名 马路 王 张 "
         + "常住 常住人口 常住地址 余额 余量 段 金 江 史 钱 文 无 未知 不详 本人 匿名 测试 合计 小计 总计 男 女 是 否 汉族 正常 异常 其他 其它 暂无 待定 待办 已办 群众 团员 必填 选填 可选 模糊 精确 居民 单位名称").Split(' ',
             StringSplitOptions.RemoveEmptyEntries),
        StringComparer.Ordinal);

    public static bool IsIdeograph(char c) => c is >= '\u4E00' and <= '\u9FFF' or >= '\u3400' and <= '\u4DBF';

    /// <summary>A name by its looks: a known surname, and one or two ideographs; with a compound surname up to four.</summary>
    public static bool LooksLikeOne(string text) =>
        text.Length is >= 2 and <= 4 && text.All(IsIdeograph) && !Words.Contains(text) && !IsOffice(text)
        && (text.Length < 4 ? Known.Contains(text[0]) : CompoundOf(text) is not null);

    /// <summary>A name where a label says that there is one, also one of a minority.</summary>
    public static bool MayBeOne(string text)
    {
        var bare = text.Replace("·", "", StringComparison.Ordinal).Replace("•", "", StringComparison.Ordinal);
        return bare.All(IsIdeograph) && bare.Length is >= 2 and <= 12 && !Words.Contains(text) && !IsOffice(text)
            && (text.Length <= 4 || bare.Length < text.Length);
    }

    /// <summary>Most of some words are names: a list of people, whatever it is called.</summary>
    /// <param name="words">Of options, links, or the cells of a column.</param>
    /// <param name="least">So many different ones at least.</param>
    public static bool AreMostly(IReadOnlyCollection<string> words, int least)
    {
        var names = words.Where(LooksLikeOne).Distinct().Count();
        return names >= least && names * 10 >= words.Distinct().Count(w => w.Length > 0) * 8;
    }

    /// <summary>Names in a column: its cells, or what stands at one place of them (<c>低保申请-张伟（东河镇）</c>), are mostly names.</summary>
    public static IEnumerable<string> InColumn(IEnumerable<string> cells, int least)
    {
        var parts = cells.Select(c => c.Split(Seams, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        for (var at = 0; at < Math.Min(MostParts, parts.Select(p => p.Length).DefaultIfEmpty().Max()); at++)
        {
            var there = parts.Where(p => p.Length > at).Select(p => p[at]).ToList();
            foreach (var name in AreMostly(there, least) ? there.Where(LooksLikeOne) : [])
                yield return name;
        }
    }

    /// <summary>The compound surname with which a name begins; null when it has a single one.</summary>
    public static string? CompoundOf(string name) => name.Length > 2 ? Compound.FirstOrDefault(c => name.StartsWith(c, StringComparison.Ordinal)) : null;

    /// <summary>Another compound surname.</summary>
    public static string Another(string compound, uint number) =>
        Compound[(Array.IndexOf(Compound, compound) + 1 + (int)(number % (uint)(Compound.Length - 1))) % Compound.Length];

    private static string Once(string characters) => string.Concat(characters.Distinct());

    private static bool IsOffice(string text) => text.Length > 2 && "局委办部科处站所院厅会社校店厂室组队县市区镇乡村街".Contains(text[^1]) && !Given.Contains(text[^1]);
}
