namespace Daas.Recorder.Drafting;

/// <summary>Words of Chinese business systems and what one calls them in English.</summary>
internal static class BusinessWords
{
    /// <summary>One line each: the English name, then the words.</summary>
    private const string List = """
        id 编号 ID 序列号 流水号 记录号
        name 姓名 名称 名字 真实姓名 全称 客户 用户姓名 客户名称
        title 标题 题目 题名
        subject 主题
        number 文号 单号 号码 号 编码号 客户编号 登记号 受理号
        code 代码 编码 代号
        sex 性别
        idNumber 身份证号 身份证号码 身份证 证件号码 证件号 公民身份号码 居民身份证号
        idType 证件类型 证件种类
        birthDate 出生日期 出生年月 生日 出生年月日
        age 年龄
        nation 民族
        nativePlace 籍贯
        education 学历 文化程度 教育程度
        marriage 婚姻状况 婚姻 婚姻状态
        politics 政治面貌
        health 健康状况 身体状况
        occupation 职业
        phone 电话 联系电话 手机 手机号 手机号码 电话号码 联系方式 移动电话 办公电话 固定电话 联系手机
        fax 传真 传真号码
        email 邮箱 电子邮箱 电子邮件 邮件 Email 电邮
        address 地址 住址 家庭住址 详细地址 联系地址 居住地址 现住址 通讯地址 家庭地址 发生地点 地点
        postcode 邮编 邮政编码
        province 省 省份
        city 市 城市 地市
        county 县 区县 县区 县市区
        district 区 行政区划 行政区 辖区 所属区划
        town 乡镇 镇
        street 街道 乡镇街道 所属街道 镇街
        community 社区 村居 居委会 所属社区 村社区
        village 村 行政村
        grid 网格 所属网格
        household 户籍 户籍地 户口所在地
        householdNumber 户号 户口簿号
        householder 户主 户主姓名
        relation 关系 与户主关系
        family 家庭
        members 人口 家庭人口 人数 成员
        unit 单位 来文单位 单位名称 发文单位 工作单位 所属单位 主办单位
        department 部门 科室 处室 所属部门 承办科室 部门名称
        organization 机构 组织 机构名称 所属机构
        company 公司 企业 公司名称 企业名称
        position 职务 岗位
        jobTitle 职称
        type 类型 类别 种类 分类 事件类型 类
        kind 性质 跟踪
        category 所属类别
        level 级别 等级 层级
        status 状态 处理状态 当前状态 办理状态
        state 国家
        priority 优先级 优先级别
        urgency 紧急程度 缓急 缓急程度 紧急
        secrecy 密级 秘密等级
        date 日期 时间
        startDate 开始日期 起始日期 开始时间 起始时间 开始
        endDate 结束日期 截止日期 结束时间 截止时间 终止日期 结束 到期日期 计划完成日期
        from 起 从 自
        to 止 至 到
        received 收文日期 接收日期 收到日期
        registered 登记日期 登记时间 注册日期 注册时间
        created 创建日期 创建时间 录入时间 录入日期 添加时间 新增时间
        updated 更新日期 更新时间 修改时间 修改日期 最后更新
        submitted 提交时间 提交日期 上报时间 报送时间
        applied 申请日期 申请时间
        approved 审批时间 批准日期 审核时间
        published 发布日期 发布时间 发文日期 成文日期
        handled 办理时间 办结时间 处理时间
        year 年度 年份 年
        month 月份 月
        day 日 天
        amount 金额 救助金额 总金额 合计金额
        price 单价 价格
        quantity 数量
        total 合计 总计 总额
        copies 份数
        pages 页数
        rate 比例 税率 费率
        tax 税额 税
        balance 余额
        income 收入
        expense 支出 费用
        account 账号 帐号 账户 银行账号 银行卡号
        bank 银行 开户行 开户银行
        user 用户 用户名 登录名
        role 角色
        group 组 分组 小组
        owner 拥有人 负责人 责任人 所有者
        handler 承办人 经办人 办理人 处理人
        assignee 指派给 指派 受理人
        author 作者 创建人 录入人 登记人 拟稿人
        reporter 上报人 报告人 反映人
        applicant 申请人 申请者
        requestor 请求人
        approver 审批人 审核人 批准人
        contact 联系人 连络人
        sender 发件人 发送人
        recipient 收件人 收货人
        queue 队列
        project 项目 项目名称 所属项目
        task 任务
        event 事件
        case 案件
        document 公文 文件
        contract 合同
        order 订单
        product 产品 商品
        customer 顾客
        supplier 供应商 厂商
        version 版本
        size 大小
        content 内容 正文
        description 描述 说明 事件描述 备注说明
        summary 摘要 概要 简介
        remark 备注 附注 注释
        reason 原因 理由 事由
        opinion 意见 批示 审批意见 处理意见
        result 结果 处理结果
        reply 回复 答复
        keyword 关键字 关键词 搜索 搜索词 查询
        condition 条件
        file 附件 文件名 上传文件 上传附件
        photo 照片 图片 相片 现场照片
        link 链接
        source 来源
        target 目标
        purpose 用途
        language 语言
        color 颜色
        unitPrice 单位价格
        subsidy 低保 是否低保 补贴
        disabled 残疾 是否残疾
        disability 残疾类别 残疾等级
        poor 贫困 困难 特困
        elderly 老人 老年人
        aid 救助
        is 是否
        other 其他 其它
        new 新
        old 原
        parent 上级
        register 登记
        apply 申请
        handle 办理
        receive 收
        send 发
        publish 发布
        issue 问题
        work 工作
        home 家庭所在
        bed 床位
        room 房间 房号
        building 楼 楼栋
        license 许可证 执照 营业执照号
        creditCode 统一社会信用代码 社会信用代码
        legalPerson 法人 法定代表人
        plate 车牌 车牌号 车牌号码
        computer 计算机 电脑
        ip IP地址 IP
        mac MAC地址
        os 操作系统
        password 密码
        captcha 验证码
        serial 序列
        model 型号
        brand 品牌
        warehouse 仓库
        """;

    public static IEnumerable<KeyValuePair<string, string>> Read()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in List.Split('\n'))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            foreach (var word in words.Skip(1).Where(seen.Add))
                yield return new KeyValuePair<string, string>(word, words[0]);
        }
    }
}
