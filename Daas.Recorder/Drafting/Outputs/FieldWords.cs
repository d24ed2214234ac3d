namespace Daas.Recorder.Drafting.Outputs;

/// <summary>Words that titles in Chinese business systems are made of.</summary>
internal static class FieldWords
{
    private static readonly Dictionary<string, string> Known = Read("""
        编号 id|序号 number|号码 number|号 number|编码 code|代码 code|代号 code|标识 id|主键 id|流水号 serial number|文号 document number|证号 certificate number
        姓名 name|名称 name|名字 name|名 name|全称 full name|简称 short name|昵称 nickname|用户名 user name|登录名 login name|账号 account|帐号 account|账户 account|密码 password
        性别 gender|年龄 age|民族 ethnicity|籍贯 native place|学历 education|学位 degree|婚姻状况 marital status|婚姻 marriage|政治面貌 political status|国籍 nationality
        出生日期 birth date|出生年月 birth date|生日 birthday|出生 birth|身份证号码 id number|身份证号 id number|身份证 id card|证件类型 document type|证件号码 document number|证件号 document number|证件 document
        电话 phone|联系电话 phone|电话号码 phone|手机 mobile|手机号码 mobile|手机号 mobile|邮箱 email|电子邮件 email|电子邮箱 email|传真 fax|邮编 postcode|邮政编码 postcode|网址 website
        地址 address|住址 address|家庭住址 home address|户籍 household|户主 householder|户号 household number|籍 register|街道 street|社区 community|区县 district|省份 province|省 province|市 city|城市 city|区域 area|地区 region|区 district|县 county|乡镇 township|村 village|楼 building|房间 room
        日期 date|时间 time|年份 year|年度 year|年 year|月份 month|月 month|日 day|开始日期 start date|结束日期 end date|开始时间 start time|结束时间 end time|开始 start|结束 end|起始 start|截止 due|到期 expiry|有效期 valid until|期限 term
        创建 created|建立 created|新增 added|添加 added|录入 entered|修改 modified|更新 updated|最后 last|上次 last|最近 latest|登记 registered|注册 registered|提交 submitted|申请 application|受理 acceptance|办理 handling|审核 review|审批 approval|批准 approval|发布 published|发文 issued|收文 received|来文 incoming|签发 signed|签收 signed|归档 archived|打印 print|完成 completed|办结 closed|盘点 inventory
        状态 status|类型 type|类别 category|种类 kind|分类 category|级别 level|等级 grade|密级 secrecy|优先级 priority|紧急程度 urgency|缓急 urgency|性质 nature|来源 source|方式 method|渠道 channel|范围 scope|属性 attribute|标签 tag|标记 mark|跟踪 tracker|版本 version|阶段 stage|进度 progress|完成率 done ratio|比例 ratio|百分比 percent
        标题 title|题名 title|主题 subject|内容 content|描述 description|说明 description|备注 remarks|附注 notes|注释 notes|批注 comments|意见 opinion|摘要 summary|事由 reason|原因 reason|理由 reason|用途 purpose|关键词 keywords|详情 details|正文 body|附件 attachment|附言 postscript|文件 file|文档 document|图片 image|照片 photo|链接 link
        部门 department|单位 unit|科室 section|机构 organization|组织 organization|公司 company|企业 enterprise|学校 school|医院 hospital|银行 bank|岗位 post|职务 position|职位 position|职称 title|角色 role|组 group|小组 group|团队 team|项目 project|任务 task|流程 process|事项 matter|业务 business|系统 system|模块 module
        人员 person|人 person|用户 user|使用者 user|使用人 user|员工 employee|职工 employee|客户 customer|供应商 supplier|厂商 vendor|制造商 manufacturer|联系人 contact|负责人 owner|责任人 owner|经办人 handler|经手人 handler|承办人 handler|办理人 handler|处理人 handler|申请人 applicant|审核人 reviewer|审批人 approver|录入人 entered by|创建人 created by|创建者 created by|作者 author|制单人 created by|指派给 assignee|收件人 recipient|发件人 sender|领导 leader|被 subject|所有者 owner|保管人 keeper|居民 resident|学生 student|教师 teacher|患者 patient|医生 doctor|成员 member
        金额 amount|单价 unit price|价格 price|总价 total price|费用 cost|费 fee|款 payment|工资 salary|薪资 salary|余额 balance|收入 income|支出 expense|预算 budget|税 tax|税率 tax rate|折扣 discount|合计 total|总计 total|小计 subtotal|总数 total|数量 quantity|数目 count|数 count|次数 times|人数 people count|件数 pieces|总额 total amount|成本 cost|利润 profit|发放 paid|应 due|实 actual|币种 currency|补助 subsidy|救助 relief|保障 benefit|标准 standard
        产品 product|商品 goods|物料 material|物资 supplies|资产 asset|设备 device|计算机 computer|电脑 computer|型号 model|规格 specification|品牌 brand|货号 item number|条码 barcode|仓库 warehouse|库存 stock|库位 location|位置 location|地点 place|存放 storage|入库 stock in|出库 stock out|采购 purchase|销售 sales|订单 order|合同 contract|发票 invoice|凭证 voucher|科目 subject|借方 debit|贷方 credit|单据 document|单 slip|批次 batch|批号 batch number|保质期 shelf life|重量 weight|尺寸 size|颜色 color|大小 size|长度 length|宽度 width|高度 height|面积 area|体积 volume|内存 memory|硬盘 disk|操作系统 operating system|网域 domain|域 domain|服务器 server|地址码 address code
        工单 work order|补贴 subsidy|津贴 allowance|反映人 reporter|反映 reported|上报 reported|举报 report|诉求 appeal|来访 visit|走访 visit|网格 grid|隐患 hazard|整改 rectification|人口 population|户口 household registration|低保 allowance|配偶 spouse|子女 children|监护人 guardian|残疾 disability|健康 health|就业 employment|帮扶 assistance|贫困 poverty|法人 legal person|注册资本 registered capital|统一社会信用代码 credit code|信用代码 credit code|经营范围 business scope|许可证 licence|开户行 bank|银行卡号 bank card number|户名 account name|问题 problem|详细 full|事件 event
        队列 queue|拥有人 owner|拥有者 owner|告知 notified|关闭 closed|已关闭 closed|已更新 updated|已解决 resolved|搜索 search|搜寻 search|检索 search|查找 search|查询 query|关键字 keyword|关键词 keyword|架构 architecture|置换 swap|联系 contact|联络 contact|连系 contact|用户代理程序 user agent|使用者网域 user domain|通讯 communication|写入 written by|动作 action|行动 action|帐户信息 account information|姓氏 last name|姓 last name|群组 group|群组名 group name|处理时间 handling time|应起始 planned start|实际起始 actual start
        案件 case|案号 case number|档案 file|卷 volume|字号 reference number|关系 relation|结果 result|结论 conclusion|评分 score|分数 score|成绩 score|得分 score|评价 rating|是否 is|启用 enabled|有效 valid|默认 default|排序 sort order|顺序 order|上级 parent|下级 child|父 parent|主 main|副 deputy|新 new|旧 old|原 original|第 no|行 row|列 column|页 page|章 chapter|节 section|班级 class|课程 course|专业 major|车牌 plate|车辆 vehicle|司机 driver|路线 route|天数 days|小时 hours|分钟 minutes|周 week|季度 quarter|班次 shift|考勤 attendance|请假 leave|加班 overtime|会议 meeting|更新于 updated at|创建于 created at|修改于 modified at|登记于 registered at|通知 notice|公告 announcement|消息 message|信息 information|数据 data|记录 record|日志 log|操作 action|代理 agent|语言 language|权限 permission|计划 plan|实际 actual|预计 estimated|剩余 remaining|已用 used|当前 current|总 total|最大 max|最小 min|平均 average
        """);

    private static readonly int LongestWord = Known.Keys.Max(k => k.Length);

    /// <summary>The longest known word that begins there.</summary>
    public static (string English, int Length)? Longest(string text, int at)
    {
        for (var length = Math.Min(LongestWord, text.Length - at); length > 0; length--)
        {
            if (Known.TryGetValue(text.Substring(at, length), out var english))
                return (english, length);
        }

        return null;
    }

    private static Dictionary<string, string> Read(string list)
    {
        var words = new Dictionary<string, string>();
        foreach (var entry in list.Split(['|', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            words[entry[..entry.IndexOf(' ')]] = entry[(entry.IndexOf(' ') + 1)..];
        return words;
    }
}
