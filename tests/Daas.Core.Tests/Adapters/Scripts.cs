namespace Daas.Core.Tests.Adapters;

/// <summary>Good scripts to start from.</summary>
internal static class Scripts
{
    public const string CivilAffairs = """
        adapter: civil-affairs
        title: 民政业务管理系统
        url: http://127.0.0.1:8791/
        hosts: []                                  # further hosts the pages may load from; all else is refused
        charset: gb18030                           # only where the pages do not say
        limits: { sessions: 1, concurrency: 1, perMinute: 120 }
        signIn:
          steps:
            - open: /login.aspx
            - fill: 用户名
              with: ${credential.user}
            - fill: 密码
              with: ${credential.password}
            - click: { role: button, name: 登录 }
          signedIn: { text: 退出系统 }
          rejected: { css: '#lblMessage' }         # its text is the reason shown to the operator
        """;

    public const string FindResidents = """
        operation: find-residents
        kind: pull
        title: 查询居民
        input:
          name:   { type: string, example: 张伟 }
          street: { type: string, oneOf: [东关街道, 西关街道] }
        steps:
          - open: /residents.aspx
          - fill: 姓名
            with: ${name}
          - choose: 街道
            option: ${street}
          - click: { role: button, name: 查询 }
        output:
          rows: { table: [编号, 姓名, 出生日期] }  # the table that has these headers
          fields:
            id:        { column: 编号 }
            name:      { column: 姓名 }
            birthDate: { column: 出生日期, type: date, format: yyyy-MM-dd }
          empty: { text: 没有符合条件的记录 }
          next:  { role: link, name: 下一页 }
        http:                                      # derived and proved, never typed by hand
          proved: { at: 2026-11-23T09:00:00Z, inputs: 3, rows: 412 }
          exchanges:
            - get: /residents.aspx
            - post: /residents.aspx
              form: '#form1'                       # every field as the page sent it: __VIEWSTATE, tokens, hidden fields …
              set: { txtName: '${name}', ddlStreet: '${street}', btnQuery: 查询 }
          next:
            - post: /residents.aspx
              form: '#form1'
              set: { __EVENTTARGET: gvList, __EVENTARGUMENT: 'Page$${page}' }
        """;

    /// <summary>Every step, every key.</summary>
    public const string EveryKind = """
        operation: every-kind
        kind: push
        title: 一切步骤
        description: |
          第一行
          第二行: 有冒号
        input:
          name: string
          note:
          born: { type: date, format: yyyy/M/d, example: '1990-01-02' }
          count: { type: integer, minimum: 1, maximum: 99, default: '2' }
          rate: { type: number, format: '0.00', minimum: 0.5 }
          urgent: { type: boolean, default: 'true' }
          at: { type: dateTime, example: '2026-11-23T09:00:00' }
          code: { required: true, pattern: '[A-Z]{2}\d+', maxLength: 10, example: AB12 }
          paper: { type: file }
        steps:
          - open: /new.jsp?type=${name}
          - fill: [{ label: 姓名, exact: true }, { css: '#name' }]
            with: ${name}
            keys: true
          - fill: { header: 数量, row: '${name}', nth: 1 }
            with: ${count}
            optional: true
            when: count
            causes: ['GET /count.jsp?action=check']
          - choose: 类别
            option: 一般
            from: { css: .dropdown }
          - check: 加急
            to: ${urgent}
          - press: Control+A
            in: 备注
          - hover: 菜单
          - upload: { css: 'input[type=file]', frame: { text: 附件 } }
            file: paper
          - click: 选择
            twice: true
          - inWindow: { title: 人员选择 }
            steps:
              - click: { text: '${name}', within: { css: '#tree' }, frame: { css: 'ul.tree' } }
                real: true
          - inWindow: newest
            steps:
              - click: 关闭
          - evaluate: |
              const n = inputs.note;
              return n + '${'; // ${name} ist kein Bezug
            as: made
            frame: { css: '#main' }
          - waitFor: { css: .ready }
            gone: true
            seconds: 20
          - read: 编号
            as: number
            attribute: title
            pattern: (\d+)
          - fill: 备注
            with: ${note} ${born:yyyy年M月d日} ${at} ${rate} ${code} ${number} ${made}
          - click: { role: button, name: 保存, value: 保存 }
            commit: true
          - answer: accept
            says: 确定
            with: 是
            as: asked
        output:
          record: { within: '#detail' }
          fields:
            id: 编号
            urgent: { label: 加急, type: boolean, values: { 是: true, 否: false }, optional: true }
            link: { css: a.self, type: link, attribute: href, title: 链接, description: 详情页 }
          key: [id]
        applied: [{ alert: 保存成功 }, { json: $.code, is: '/^0$/', reason: $.msg }]
        rejected: { alert: '/失败[:：](?<reason>.*)/' }
        verify:
          operation: find-residents
          with: { name: '${name}' }
          expect: { name: '${name}' }
        """;

    public static IReadOnlyDictionary<string, string> Good { get; } = new Dictionary<string, string>
    {
        ["system.yaml"] = CivilAffairs,
        ["find-residents.yaml"] = FindResidents,
        ["every-kind.yaml"] = EveryKind,
    };
}
