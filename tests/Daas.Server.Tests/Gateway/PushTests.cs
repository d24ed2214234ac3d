using System.Text;
using Daas.Core.Runs;

namespace Daas.Server.Tests.Gateway;

public sealed class PushTests : GatewayTest
{
    private const string Add = "/api/sample-town/add-resident";

    [Fact]
    public async Task A_push_answers_its_outcome_its_run_and_its_record()
    {
        Host.Connection.Ends(r => r with { Outcome = PushOutcome.Applied, Record = new Row([7L, "张伟"]) });
        using var response = await PostAsync(Add, Json("""{"name":"张伟","birthDate":"1980-01-02","age":46,"active":true}"""), "key-1");
        var request = Host.Connection.Requests.Single();
        Assert.Equal($$$"""{"outcome":"applied","run":"{{{request.Run}}}","record":{"id":7,"name":"张伟"}}""", await response.Content.ReadAsStringAsync(Ct));
        Assert.Equal(("key-1", "platform"), (request.IdempotencyKey, request.Caller));
        Assert.Equal(
            new Dictionary<string, string> { ["name"] = "张伟", ["birthDate"] = "1980-01-02", ["age"] = "46", ["active"] = "true" },
            request.Inputs);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    public async Task A_push_without_its_key_is_refused(string? key)
    {
        using var response = await PostAsync(Add, Json("""{"name":"x"}"""), key);
        await ProblemAsync(response, 400, "idempotency-key-missing");
        Assert.Empty(Host.Connection.Requests);
    }

    [Theory]
    [InlineData("""{"name":{"first":"x"}}""", "not a JSON object")]
    [InlineData("""{"name":["x"]}""", "not a JSON array")]
    [InlineData("""{"name":"x","name":"y"}""", "not JSON")]
    [InlineData("[]", "must be a JSON object")]
    [InlineData("{", "not JSON")]
    [InlineData("""{"name":null}""", "is required")]
    [InlineData("""{"name":"x","other":1}""", "no such input")]
    public async Task A_body_that_will_not_do_is_refused(string body, string hint)
    {
        using var response = await PostAsync(Add, Json(body));
        Assert.Contains(hint, (await ProblemAsync(response, 400, "invalid-input")).GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Empty(Host.Connection.Requests);
    }

    [Fact]
    public async Task A_body_of_another_type_is_refused()
    {
        using var response = await PostAsync(Add, new StringContent("name=x", Encoding.UTF8, "application/x-www-form-urlencoded"));
        await ProblemAsync(response, 415, "invalid-input");
    }

    [Fact]
    public async Task Files_come_by_multipart_with_the_callers_folders_left_out()
    {
        Host.Connection.Ends(r => r with { Outcome = PushOutcome.Applied });
        using var form = new MultipartFormDataContent { { new StringContent("证明"), "title" } };
        form.Add(new ByteArrayContent([1, 2, 3]), "scan", "C:\\fakepath\\扫描件.pdf");
        using var response = await PostAsync("/api/sample-town/attach", form);
        Assert.Equal(200, (int)response.StatusCode);
        var request = Host.Connection.Requests.Single();
        Assert.Equal("证明", request.Inputs["title"]);
        Assert.Equal(("扫描件.pdf", "application/octet-stream"), (request.Files["scan"].Name, request.Files["scan"].MediaType));
        Assert.Equal([1, 2, 3], request.Files["scan"].Bytes);
    }

    [Fact]
    public async Task A_refusal_carries_the_old_systems_words()
    {
        Host.Connection.Ends(r => r with { Outcome = PushOutcome.Rejected, Error = new RunError(ErrorClass.BusinessRejected, "refused") { Reason = "身份证号已存在" } });
        using var response = await PostAsync(Add, Json("""{"name":"x"}"""));
        Assert.Equal("身份证号已存在", (await ProblemAsync(response, 422, "business-rejected")).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task The_answer_names_the_run_that_really_did_it()
    {
        Host.Connection.Ends(r => r with { Run = "earlier", Outcome = PushOutcome.Applied, Record = new Row([7L, "张伟"]) });
        using var response = await PostAsync(Add, Json("""{"name":"x"}"""));
        Assert.Equal("earlier", response.Headers.GetValues("Daas-Run").Single());
    }
}
