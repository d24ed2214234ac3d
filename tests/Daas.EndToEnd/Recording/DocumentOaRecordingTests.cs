using System.Security.Cryptography;
using Daas.Server.Commands;
using Daas.Server.Sandbox;
using Daas.Server.Sandbox.DocumentOa;

namespace Daas.EndToEnd.Recording;

/// <summary>The office's documents: a window inside a window, pickers, questions and alerts, files.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class DocumentOaRecordingTests : IAsyncLifetime
{
    private readonly Desk _desk = new();
    private SandboxHost _sandbox = null!;

    private DocumentOaSystem System => _sandbox.DocumentOa;

    public async ValueTask InitializeAsync() => _sandbox = await SandboxHost.StartAsync(SandboxOptions.AnyPorts, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        _desk.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task A_recorded_search_finds_other_documents_over_all_pages_and_none_where_there_are_none()
    {
        await _desk.RecordAsync(System.Url, "office/find-documents", person => FindDocumentsAsync(person, System));
        Assert.Equal(ExitCodes.Good, _desk.Code);

        var answer = await _desk.RunAsync("office/find-documents", ("title", "养老"), ("urgency", "平急"));
        Assert.Equal(DocumentsOf(System, "养老", "平急"), answer.Column("documentNumber", "title", "receivedDate"));
        var all = await _desk.RunAsync("office/find-documents");
        Assert.Equal(System.Documents.Select(d => d.DocNo), all.Column("documentNumber"));
        var none = await _desk.RunAsync("office/find-documents", ("title", "没有这样的标题"));
        Assert.Empty(none.Column("documentNumber"));
    }

    [Fact]
    public async Task A_recorded_look_at_one_document_reads_any_other()
    {
        var shown = System.Documents[2];
        await _desk.RecordAsync(System.Url, "office/get-document", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("收文管理");
            await person.TypeAsync("文号", shown.DocNo);
            await person.ClickAsync("查询");
            await person.ClickAsync(shown.Title);
            await person.ReadAsync(shown.ReceiptNo);
        });

        foreach (var other in new[] { System.Documents.First(d => d.Title != shown.Title), System.Documents[^1] })
        {
            var answer = await _desk.RunAsync("office/get-document", ("documentNumber", other.DocNo));
            Assert.True(answer.Code == 0, answer.Error);
            Assert.Equal($"{other.ReceiptNo}|{other.DocNo}|{other.Title}|{other.Unit}",
                $"{answer.Json.GetProperty("receivedId")}|{answer.Json.GetProperty("documentNumber")}|{answer.Json.GetProperty("title")}|{answer.Json.GetProperty("incomingUnit")}");
        }

        var none = await _desk.RunAsync("office/get-document", ("documentNumber", "没有这样的文号"));
        Assert.Equal(ExitCodes.Failed, none.Code);
        Assert.Contains("record-not-found", none.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_attachment_is_fetched_of_other_documents()
    {
        var shown = System.Documents.First(d => d.Attachments.Count == 1);
        await _desk.RecordAsync(System.Url, "office/get-attachment", async person =>
        {
            await SignInAsync(person);
            await person.ClickAsync("收文管理");
            await person.TypeAsync("文号", shown.DocNo);
            await person.ClickAsync("查询");
            await person.ClickAsync(shown.Title);
            await person.ClickAsync(shown.Attachments[0].FileName);
        });

        var other = System.Documents.Last(d => d.Attachments.Count == 1);
        var answer = await _desk.RunAsync("office/get-attachment", ("documentNumber", other.DocNo));
        Assert.True(answer.Code == 0, answer.Error);
        Assert.Equal((other.Attachments[0].FileName, other.Attachments[0].Sha256), (answer.FileName, Convert.ToHexStringLower(SHA256.HashData(answer.File!))));
    }

    [Fact]
    public async Task A_recorded_registration_registers_others_through_pickers_with_a_file_and_tells_refusals()
    {
        var number = $"市民发〔2026〕{Random.Shared.Next(10000, 99999)}号";
        await _desk.RecordAsync(System.Url, "office/register-document", person => RegisterAsync(person, System, number));
        Assert.Single(System.Documents, d => d.DocNo == number);

        var other = $"县财发〔2026〕{Random.Shared.Next(10000, 99999)}号";
        var clerk = OfficeDirectory.People.First(p => p.Department == "办公室");
        var file = Path.Combine(_desk.Folder, "通知正文.doc");
        await File.WriteAllBytesAsync(file, [9, 8, 7, 6], TestContext.Current.CancellationToken);
        (string, string)[] inputs = [("documentNumber", other), ("receivedDate", "2026-11-20"), ("title", "关于填报预算的通知"), ("unitName", "财政"), ("incomingUnit", "县财政局"),
            ("branch", "办公室"), ("handler", clerk.Name), ("urgency", "特急"), ("secrecy", "秘密"), ("copies", "7"), ("attachment", file), ("remarks", "请核")];
        var answer = await _desk.RunAsync("office/register-document", inputs);
        Assert.True(answer.Code == 0, answer.Error);
        Assert.Equal("applied", answer.Json.GetProperty("outcome").GetString());
        var saved = Assert.Single(System.Documents, d => d.DocNo == other);
        Assert.Equal($"关于填报预算的通知|县财政局|{clerk.Name}|特急|秘密|2026-11-20|7|通知正文.doc",
            $"{saved.Title}|{saved.Unit}|{saved.Handler}|{saved.Urgency}|{saved.Secrecy}|{saved.Received:yyyy-MM-dd}|{saved.Copies}|{saved.Attachments[0].FileName}");

        var again = await _desk.RunAsync("office/register-document", inputs);
        Assert.Equal(ExitCodes.Failed, again.Code);
        Assert.Contains("该文号已登记", again.Error, StringComparison.Ordinal);
        Assert.Single(System.Documents, d => d.DocNo == other);
    }

    /// <summary>Looks for the documents of some words that are urgent, over two pages.</summary>
    internal static async Task FindDocumentsAsync(Person person, DocumentOaSystem system)
    {
        await SignInAsync(person, system);
        await person.ClickAsync("收文管理");
        await person.TypeAsync("标题", "通知");
        await person.ChooseAsync("紧急程度", "加急");
        await person.ClickAsync("查询");
        await person.ClickAsync("下一页");
    }

    /// <summary>Number, title and day of receipt of documents, as the system itself has them.</summary>
    internal static IEnumerable<string> DocumentsOf(DocumentOaSystem system, string words, string urgency) =>
        system.Documents.Where(d => d.Title.Contains(words) && d.Urgency == urgency).Select(d => $"{d.DocNo}|{d.Title}|{d.Received:yyyy-MM-dd}");

    /// <summary>Registers a document: two windows that open to choose from, a file, questions and alerts.</summary>
    internal static async Task RegisterAsync(Person person, DocumentOaSystem system, string number)
    {
        var clerks = OfficeDirectory.People.Where(p => p.Department == "社会救助科").ToList();
        await SignInAsync(person, system);
        await person.ClickAsync("收文登记");
        await person.TypeAsync("文号", number);
        await person.TypeAsync("收文日期", "2026-11-19");
        await person.TypeAsync("标题", "关于核对名单的通知");
        await person.ClickAsync("选择单位");
        await person.TypeAsync("单位名称", "民政");
        await person.ClickAsync("查找");
        await person.ClickAsync("市民政局");
        await person.ClickAsync("选择人员");
        await person.ClickAsync("[+] 社会救助科");
        await person.TickAsync(clerks[0].Name);
        await person.ClickAsync("确定");
        await person.TickAsync("加急");
        await person.ChooseAsync("密级", "内部");
        await person.TypeAsync("份数", "3");
        await person.UploadAsync("附件", "名单.txt", [1, 2, 3]);
        await person.TypeAsync("备注", "请尽快办理");
        await person.ClickAsync("提交");
        await person.ReadAsync(number);
    }

    private Task SignInAsync(Person person) => SignInAsync(person, System);

    private static async Task SignInAsync(Person person, DocumentOaSystem system)
    {
        var account = system.Accounts.All[0];
        await person.TypeAsync("用户名", account.Name);
        await person.TypeAsync("密码", account.Password);
        await person.ChooseAsync("角色", account.Role);
        await person.ClickAsync("登录");
    }
}
