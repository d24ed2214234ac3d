using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Import;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Import;

public sealed class HarTests
{
    private const string Login = """
        <title>Sign in</title><form method=post action=login><table><tr><td>User name<td><input name=u><tr><td>Password<td><input type=password name=k>
        <tr><td colspan=2><input type=submit value="Sign in"></table></form>
        """;

    private const string Home = "<title>Shop</title><a href=orders>Orders</a> <a href=new>New order</a> <a href=out>Sign out</a>";

    private const string Search = """
        <title>Shop</title><a href=out>Sign out</a><form method=post action=orders><input type=hidden name=__token value=abc>
        <table><tr><td>Customer<td><input name=who value=""><td>State<td><select name=state><option value="">Any<option value=o>Open<option value=c>Closed</select>
        <td><input type=checkbox name=mine value=1> only mine</table>
        <input type=submit name=go value=Search> <input type=submit name=go value=Export></form>
        """;

    private const string Rows = """
        <table><tr><th>Number<th>Customer<th>Total<th>
        <tr><td>A-17<td>Ada Byron<td>12.50<td><a href="order?id=17">Show</a><tr><td>A-18<td>Grace Hall<td>9.00<td><a href="order?id=18">Show</a>
        <tr><td>A-19<td>Mary Field<td>7.25<td><a href="order?id=19">Show</a></table>
        """;

    private static Har SignedIn() => new Har().Get("login", Login).Redirected("login", "u=ada&k=s3cret-word", "home", "login")
        .Get("home", Home, referer: "login", after: 0.1);

    private static Har Listed() => SignedIn().Get("orders", Search, referer: "home")
        .Post("orders", "__token=abc&who=Byron&state=o&go=Search", Search + Rows, "orders");

    [Fact]
    public void What_was_done_is_told_from_what_was_asked_for()
    {
        var draft = Imported.Draft(Listed().Read());

        Assert.True(draft.IsReady, string.Join("\n", draft.Story));
        Assert.Equal(["open /login", "fill 'User name'", "fill 'Password'", "click button 'Sign in'"],
            draft.Adapter.SignIn!.Steps.Select(s => StepText.Describe(s).Split(" with")[0]));
        var pull = Assert.Single(draft.Adapter.Operations);
        Assert.Equal(["customer", "state"], pull.Input.Select(i => i.Name));
        Assert.Equal(["Open", "Closed"], pull.Input[1].OneOf);
        Assert.Equal(["click link 'Orders'", "fill 'Customer'", "choose '${state}' in 'State'", "click button 'Search'"],
            pull.Steps.Skip(1).Select(s => StepText.Describe(s).Split(" with")[0]));
        Assert.Contains("Customer", pull.Output!.Fields.Select(f => f.Column));
    }

    [Fact]
    public void No_password_is_kept_whatever_it_was_called()
    {
        var recording = Listed().Get("home?remember=s3cret-word", Home).Read();

        var all = System.Text.Json.JsonSerializer.Serialize(recording) + string
            .Concat(recording.Exchanges.Select(e => e.Text + Encoding.UTF8.GetString(e.RequestBody ?? [])))
            + Imported.Script(Imported.Draft(recording));
        Assert.DoesNotContain("s3cret-word", all, StringComparison.Ordinal);
        Assert.Contains("k=${credential.password}", Encoding.UTF8.GetString(recording.Exchanges.First(e => e.Method == "POST").RequestBody!),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_link_in_a_row_is_found_by_the_row()
    {
        var pull = Assert.Single(Imported.Draft(Listed().Get("order?id=18",
            "<table><tr><td>Number:<td>A-18<td>Customer:<td>Grace Hall<tr><td>Total:<td>9.00<td>Paid:<td>yes</table>",
            referer: "orders").Read(), "get-order").Adapter.Operations);

        Assert.NotNull(pull.Output!.Record);
        Assert.Contains(pull.Input, i => i is { Required: true, Example: "A-18" });
    }

    [Fact]
    public void A_form_that_was_saved_is_a_push_that_asked_first_and_told_by_an_alert()
    {
        const string form = """
            <form method=post action=save onsubmit="return confirm('Save this order?')"><p><label for=c>Customer</label> <input name=c id=c>
            <p><label for=f>Paper</label> <input type=file name=f id=f><p><button>Save</button></form>
            """;
        var sent = "--xx\r\nContent-Disposition: form-data; name=\"c\"\r\n\r\nAda\r\n--xx\r\nContent-Disposition: form-data; name=\"f\"; filename=\"a.txt\"\r\n"
            + "Content-Type: text/plain\r\n\r\nwords\r\n--xx--\r\n";
        var draft = Imported.Draft(SignedIn().Get("new", form, referer: "home")
            .Post("save", sent, "<script>alert('Saved as A-20');location='home'</script>", "new", kind: "multipart/form-data; boundary=xx")
            .Get("home", Home, referer: "save", after: 0.1).Read(), "create-order");

        var push = draft.Adapter.Find("create-order")!;
        Assert.Equal(OperationKind.Push, push.Kind);
        Assert.Equal([ParameterType.String, ParameterType.File], push.Input.Select(i => i.Type));
        Assert.Contains(push.Steps, s => s is Step.Answer { Accept: true });
        Assert.Contains("Saved", push.Applied!.ToString(), StringComparison.Ordinal);
        Assert.True(draft.IsReady, string.Join("\n", draft.Story));
    }

    [Fact]
    public void Frames_that_a_page_loads_are_no_actions_and_a_link_leads_into_the_frame_that_it_names()
    {
        var recording = new Har().Get("", "<title>Old</title><frameset cols=20,*><frame name=left src=menu><frame name=main src=hello></frameset>")
            .Get("menu", "<a href=orders target=main>Orders</a>", referer: "", after: 0.1).Get("hello", "Hello", referer: "", after: 0.1)
            .Get("orders", Rows, referer: "menu").Read();

        Assert.Equal([typeof(RecordedAction.Open), typeof(RecordedAction.Click)], recording.Actions.Select(a => a.GetType()));
        Assert.Equal(["", "left", "main"], recording.Page(recording.Actions[1].After)!.Frames.Select(f => f.Name));
        Assert.Contains("A-17", recording.Page(recording.Actions[1].After)!.Frames[2].Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_post_back_is_a_click_on_what_names_it()
    {
        const string page = """
            <form method=post action=list id=f><input type=hidden name=__EVENTTARGET><input type=hidden name=__EVENTARGUMENT>
            <a href="javascript:__doPostBack('tree','open')">Open orders</a> <a href="javascript:__doPostBack('tree','closed')">Closed orders</a></form>
            """;
        var recording = new Har().Get("list", page).Post("list", "__EVENTTARGET=tree&__EVENTARGUMENT=closed", page + Rows, "list").Read();

        Assert.Equal("Closed orders", recording.Actions[1].Target!.Text);
    }

    [Fact]
    public void Fields_that_a_script_sent_are_found_on_the_page_and_its_json_is_the_answer()
    {
        const string page = """
            <title>Shop</title><div>Name <input id=q_name> <a href="javascript:;" onclick="find()">Search</a> <a href="javascript:;" onclick="add()">Add</a></div>
            <script>function find() { ajax('api/orders/list', { name: val('q_name') }); }
            function add() { open('x'); }</script>
            """;
        var draft = Imported.Draft(new Har().Get("shop", page)
            .Post("api/orders/list", "name=Ada&page=1&ts=17", """{"total":2,"rows":[{"no":"A-17","customer":"Ada Byron"},{"no":"A-19","customer":"Ada Field"},{"no":"A-21","customer":"Ada Hall"}]}""",
                "shop", "application/json", type: "xhr").Read());

        var pull = Assert.Single(draft.Adapter.Operations);
        Assert.Equal("name", Assert.Single(pull.Input).Name);
        Assert.Contains("find", StepText.Describe(pull.Steps[^1]) + Imported.Script(draft), StringComparison.Ordinal);
        Assert.Equal(["no", "customer"], pull.Output!.Fields.Select(f => f.Json![2..]));
        Assert.True(draft.IsReady, string.Join("\n", draft.Story));
    }

    [Fact]
    public void A_request_of_a_script_that_nothing_explains_is_asked_about()
    {
        var draft = Imported.Draft(new Har().Get("shop", "<title>Shop</title><div id=app></div>")
            .Get("api/orders?owner=17", """{"rows":[{"no":"A-17"},{"no":"A-18"},{"no":"A-19"}]}""", "application/json", "shop", type: "fetch").Read());

        Assert.False(draft.IsReady);
        Assert.Contains(draft.Doubts, d => d is { Blocking: true } && d.Name.StartsWith("request.", StringComparison.Ordinal));
    }

    [Fact]
    public void Values_are_read_in_the_charset_of_the_page_that_sent_them()
    {
        const string page = """
            <meta http-equiv=Content-Type content="text/html; charset=gb2312"><title>公文</title><form method=get action=find>标题：<input name=t><input type=submit value=查询></form>
            """;
        var recording = new Har().Get("docs", page, "text/html").Get("find?t=%CD%A8%D6%AA", page, "text/html", "docs").Read();

        Assert.Contains(recording.Actions, a => a is RecordedAction.Fill { Text: "通知" });
        Assert.Contains("查询", recording.Page(recording.Actions[^1].Before)!.Frames[0].Html, StringComparison.Ordinal);
    }

    [Fact]
    public void Parameters_stand_in_for_a_missing_text_encoded_or_not()
    {
        foreach (var value in new[] { "Ada%20Byron", "Ada Byron" })
        {
            var recording = new Har().Get("orders", Search).Post("orders", "x", Search + Rows, "orders").Entry(e => e["request"]!["postData"] = new JsonObject
            {
                ["mimeType"] = "application/x-www-form-urlencoded",
                ["params"] = new JsonArray(new JsonObject { ["name"] = "who", ["value"] = value }, new JsonObject { ["name"] = "go", ["value"] = "Search" }),
            }).Read();

            Assert.Contains(recording.Actions, a => a is RecordedAction.Fill { Text: "Ada Byron" });
        }
    }

    [Fact]
    public void A_body_that_the_archive_left_out_is_asked_for()
    {
        var draft = Imported.Draft(new Har().Get("orders", Search).Post("orders", "x", Search + Rows, "orders").Entry(e =>
        {
            e["request"]!["postData"] = new JsonObject { ["mimeType"] = "multipart/form-data; boundary=x", ["text"] = null };
            e["request"]!["bodySize"] = 900;
        }).Read());

        Assert.Contains(draft.Doubts, d => d is { Name: "form", Blocking: true });
    }

    [Fact]
    public void An_archive_that_begins_signed_in_asks_how_one_signs_in()
    {
        var draft = Imported.Draft(new Har().Get("orders", Search + Rows).Read());

        Assert.Contains(draft.Doubts, d => d is { Name: "signIn", Blocking: true });
        Assert.DoesNotContain(Imported.Draft(new Har().Get("orders", Rows).Read()).Doubts, d => d.Name == "signIn");
    }

    [Fact]
    public void An_archive_without_content_says_so()
    {
        var draft = Imported.Draft(new Har().Get("orders", "").Get("order?id=17", "").Read());

        Assert.Contains(draft.Doubts, d => d is { Name: "content", Blocking: true });
    }

    [Fact]
    public void Bodies_in_base64_and_beside_the_archive_are_read()
    {
        var text = new Har().Get("orders", "").Entry(e => e["response"]!["content"] = new JsonObject
        {
            ["mimeType"] = "text/html",
            ["encoding"] = "base64",
            ["text"] =
            Convert.ToBase64String(Charsets.Gb18030.GetBytes("<meta charset=gbk><p>订单查询</p>"))
        })
            .Get("more", "").Entry(e => e["response"]!["content"] = new JsonObject { ["mimeType"] = "text/html", ["_file"] = "b.html" }).Text;
        var file = Path.GetTempFileName();
        try
        {
            using (var zip = new ZipArchive(File.Create(file), ZipArchiveMode.Create))
            {
                Write(zip, "har.har", text);
                Write(zip, "b.html", "<p>further</p>");
            }

            var recording = Importer.Read(file, null, []);

            Assert.Contains("订单查询", recording.Pages[0].Frames[0].Html, StringComparison.Ordinal);
            Assert.Contains("further", recording.Pages[^1].Frames[0].Html, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }

        static void Write(ZipArchive zip, string name, string text)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(text);
        }
    }

    [Theory]
    [InlineData("""{"log":{"entries":[{"request":{"method":"GET"}}]}}""", "$.log.entries[0].request.url is missing")]
    [InlineData("""{"log":{"entries":[{"request":{"method":"GET","url":"http://a/"},"response":{"status":"x"}}]}}""", "$.log.entries[0].response.status")]
    [InlineData("""{"log":{"entries":{}}}""", "$.log.entries is an object; an array is expected there")]
    [InlineData("""{"log":{"entries":[]}}""", "holds no request of a page")]
    [InlineData("""{"log":{"entries":[""", "is not valid JSON: line 1")]
    [InlineData("""{"a":1}""", "neither $.log.entries")]
    [InlineData("<html>", "HTML or XML")]
    [InlineData("const puppeteer = require('puppeteer');", "a program")]
    [InlineData("", "empty")]
    public void A_file_that_cannot_be_read_is_told_with_what_and_where(string text, string said)
    {
        var error = Assert.Throws<ImportException>(() => Imported.Read(text));

        Assert.Contains(said, error.Message, StringComparison.Ordinal);
    }
}
