using Daas.Core.Runs;
using Daas.Server.Sandbox.CivilAffairs;

namespace Daas.EndToEnd.Sandbox;

/// <summary>The WebForms system: view state, post-back paging, framesets, one session per account.</summary>
[Collection(EndToEndCollection.Name)]
public sealed class CivilAffairsTests(GatewayFixture gateway) : IDisposable
{
    private CivilAffairsSystem System => gateway.Sandbox.CivilAffairs;

    public void Dispose() => System.Switches.AllOff();

    [Fact]
    public async Task All_residents_come_over_all_pages()
    {
        var answer = await gateway.PullAsync("civil-affairs/find-residents");
        Assert.Equal(System.Residents.Select(r => $"{r.No}|{r.IdNumber}|{r.Birth:yyyy-MM-dd}|{r.Registered:yyyy-MM-dd}"),
            GatewayFixture.Column(answer, "id", "idNumber", "birthDate", "registered"));
    }

    [Fact]
    public async Task A_search_by_name_and_street_finds_those_and_no_others()
    {
        var street = System.Residents.First(r => r.Name == "张伟").Street;
        var answer = await gateway.PullAsync("civil-affairs/find-residents", ("name", "张伟"), ("street", street));
        Assert.Equal(System.Residents.Where(r => r.Name.Contains("张伟") && r.Street == street).Select(r => r.No), GatewayFixture.Column(answer, "id"));
    }

    [Fact]
    public async Task Nobody_found_is_an_empty_answer()
    {
        var answer = await gateway.PullAsync("civil-affairs/find-residents", ("name", "查无此人"));
        Assert.Equal(0, answer.GetProperty("count").GetInt32());
        Assert.True(answer.GetProperty("complete").GetBoolean());
    }

    [Fact]
    public async Task A_detail_of_either_layout_is_read_by_its_labels()
    {
        foreach (var resident in new[] { System.Residents.First(r => r.Registered.Year < 2015), System.Residents.First(r => r.Registered.Year >= 2015 && r.Subsidy) })
        {
            var record = (await gateway.PullAsync("civil-affairs/get-resident", ("idNumber", resident.IdNumber))).GetProperty("record");
            Assert.Equal(resident.No, record.GetProperty("id").GetString());
            Assert.Equal(resident.Amount, record.GetProperty("amount").GetDecimal());
            Assert.Equal(resident.Subsidy, record.GetProperty("subsidy").GetBoolean());
            Assert.Equal($"{resident.Registered:yyyy-MM-dd}", record.GetProperty("registered").GetString());
        }
    }

    [Fact]
    public async Task The_table_they_call_xls_is_read_as_rows_without_its_sum()
    {
        var answer = await gateway.PullAsync("civil-affairs/export-residents", ("street", "东关街道"));
        Assert.Equal(System.Residents.Where(r => r.Street == "东关街道").Select(r => r.No), GatewayFixture.Column(answer, "id"));
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task A_resident_is_registered_and_read_back(RunPath path)
    {
        var (inputs, id) = Newcomer();
        var (status, answer) = await gateway.PushAsync(path, "civil-affairs/register-resident", inputs);
        Assert.True(status == 200, answer.ToString());
        var saved = Assert.Single(System.Residents, r => r.IdNumber == id);
        Assert.Equal(saved.No, answer.GetProperty("record").GetProperty("id").GetString());
        Assert.Equal(inputs["community"], saved.Community);
        Assert.True(saved.Subsidy);
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task A_refusal_reaches_the_caller_in_the_systems_own_words(RunPath path)
    {
        var (inputs, _) = Newcomer();
        inputs["idNumber"] = System.Residents[0].IdNumber;
        inputs["birthDate"] = $"{System.Residents[0].Birth:yyyy-MM-dd}";
        var (status, problem) = await gateway.PushAsync(path, "civil-affairs/register-resident", inputs);
        Assert.Equal(422, status);
        Assert.Contains("已存在", problem.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("no", problem.GetProperty("applied").GetString());
    }

    [Theory]
    [InlineData(RunPath.Browser)]
    [InlineData(RunPath.Http)]
    public async Task Saved_that_was_not_saved_is_never_reported_as_applied(RunPath path)
    {
        System.Switches.FakeSave = true;
        var (inputs, id) = Newcomer();
        var (status, problem) = await gateway.PushAsync(path, "civil-affairs/register-resident", inputs);
        Assert.NotEqual(200, status);
        Assert.NotEqual("yes", problem.GetProperty("applied").GetString());
        Assert.DoesNotContain(System.Residents, r => r.IdNumber == id);
    }

    [Fact]
    public async Task A_session_that_expired_is_renewed_without_the_caller_noticing()
    {
        await gateway.PullAsync("civil-affairs/find-residents", ("name", "张伟"));
        System.Switches.Expire();
        var answer = await gateway.PullAsync("civil-affairs/find-residents", ("name", "张伟"));
        Assert.Equal(System.Residents.Where(r => r.Name.Contains("张伟")).Select(r => r.No), GatewayFixture.Column(answer, "id"));
    }

    [Fact]
    public async Task Moved_columns_give_the_same_rows()
    {
        var before = await gateway.PullAsync("civil-affairs/find-residents", ("name", "张伟"));
        System.Switches.MoveColumns = true;
        var after = await gateway.PullAsync("civil-affairs/find-residents", ("name", "张伟"));
        Assert.Equal(before.GetProperty("rows").ToString(), after.GetProperty("rows").ToString());
    }

    [Theory]
    [InlineData("dropColumn", 502, "drift")]
    [InlineData("relabel", 502, "drift")]
    [InlineData("maintenance", 503, "target-down")]
    public async Task What_is_not_the_answer_is_an_error_of_its_class(string trouble, int expected, string name)
    {
        if (trouble == "dropColumn") System.Switches.DropColumn = true;
        if (trouble == "relabel") System.Switches.Relabel = true;
        if (trouble == "maintenance") System.Switches.Maintenance = true;
        using var answer = await gateway.TryPullAsync("civil-affairs/find-residents", ("name", "张伟"));
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(expected == (int)answer.StatusCode, text);
        Assert.Contains($"\"{name}\"", text, StringComparison.Ordinal);
    }

    private static (Dictionary<string, object> Inputs, string Id) Newcomer()
    {
        var birth = new DateOnly(1980, 1, 1).AddDays(Random.Shared.Next(9000));
        var id = $"990101{birth:yyyyMMdd}{Random.Shared.Next(1000):000}1";
        return (new()
        {
            ["name"] = "周小明",
            ["sex"] = "女",
            ["idNumber"] = id,
            ["birthDate"] = $"{birth:yyyy-MM-dd}",
            ["nation"] = "回族",
            ["street"] = "东关街道",
            ["community"] = "和平社区",
            ["phone"] = "19912345678",
            ["address"] = "和平路12号",
            ["subsidy"] = true,
        }, id);
    }
}
