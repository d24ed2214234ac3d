using Daas.Testing;

namespace Daas.Server.Tests.Gateway;

public sealed class DocumentTests : GatewayTest
{
    [Fact]
    public async Task The_document_of_the_sample_is_as_it_was_accepted()
    {
        using var response = await GetAsync("/openapi/sample-town.json");
        var document = (await response.Content.ReadAsStringAsync(Ct)).ReplaceLineEndings("\n") + "\n";
        Assert.Equal(Snapshot.Reviewed("Gateway/sample-town.openapi.json", document), document);
    }

    [Fact]
    public async Task Every_operation_is_in_both_documents_under_one_id()
    {
        string[] ids = ["sampleTown_addResident", "sampleTown_attach", "sampleTown_export", "sampleTown_findResidents", "sampleTown_viewResident"];
        foreach (var path in new[] { "/openapi/sample-town.json", "/openapi.json" })
        {
            using var response = await GetAsync(path);
            var document = await ReadAsync(response);
            Assert.StartsWith("3.0", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
            var found = document.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject())
                .Select(o => o.Value.GetProperty("operationId").GetString()!);
            Assert.Equal(ids, found.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task The_page_speaks_the_readers_language_and_shows_adapters_as_text()
    {
        Host.Publish(SampleAdapter.Make() with { Title = "<script>alert(1)</script>" });
        using var english = await GetAsync("/docs");
        using var chinese = await GetAsync("/docs", headers: ("Accept-Language", "zh-CN,zh;q=0.9"));
        var page = await english.Content.ReadAsStringAsync(Ct);
        Assert.Contains("API documentation", page, StringComparison.Ordinal);
        Assert.Contains("接口文档", await chinese.Content.ReadAsStringAsync(Ct), StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", english.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("swagger-ui-bundle.js", "text/javascript")]
    [InlineData("swagger-ui.css", "text/css")]
    [InlineData("docs.js", "text/javascript")]
    [InlineData("docs.css", "text/css")]
    public async Task The_page_brings_all_it_needs(string asset, string mediaType)
    {
        using var response = await GetAsync($"/docs/{asset}");
        Assert.Equal((200, mediaType), ((int)response.StatusCode, response.Content.Headers.ContentType?.MediaType));
        Assert.NotEmpty(await response.Content.ReadAsByteArrayAsync(Ct));
        using var unknown = await GetAsync("/docs/other.js");
        Assert.Equal(404, (int)unknown.StatusCode);
    }
}
