using Daas.Core.Adapters;

namespace Daas.Core.Tests.Adapters;

public sealed class ProvedLineTests
{
    private static readonly Proof s_proof = new(new DateTimeOffset(2026, 11, 24, 1, 2, 3, TimeSpan.FromHours(8)), 4, 17);

    private const string Line = "proved: { at: 2026-11-23T17:02:03Z, inputs: 4, rows: 17 }";

    [Fact]
    public void The_line_comes_below_the_key_and_the_rest_stays()
    {
        const string text = "operation: find # list\nhttp:      # by hand\n  exchanges:   # two\n    - get: /\n";
        Assert.Equal($"operation: find # list\nhttp:      # by hand\n  {Line}\n  exchanges:   # two\n    - get: /\n", ProvedLine.Put(text, s_proof));
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("\r\n")]
    public void A_line_that_is_there_is_replaced_and_keeps_its_comment(string end)
    {
        var text = string.Join(end, "http:", "    proved: { at: 2026-01-01T00:00:00Z, inputs: 1, rows: 1 }  # by Li", "    exchanges: [{ get: / }]", "");
        var put = ProvedLine.Put(text, s_proof);
        Assert.Equal(string.Join(end, "http:", $"    {Line}  # by Li", "    exchanges: [{ get: / }]", ""), put);
        Assert.Equal(string.Join(end, "http:", "    exchanges: [{ get: / }]", ""), ProvedLine.Put(put!, null));
    }

    [Fact]
    public void A_line_further_below_is_found_and_one_of_another_key_is_not()
    {
        const string text = "http:\n  exchanges:\n    - get: /\n  proved: { at: 2026-01-01T00:00:00Z, inputs: 1, rows: 1 }\n";
        Assert.Equal($"http:\n  exchanges:\n    - get: /\n  {Line}\n", ProvedLine.Put(text, s_proof));
        const string other = "http:\n  exchanges: []\nother:\n  proved: { at: 1 }\n";
        Assert.Equal($"http:\n  {Line}\n  exchanges: []\nother:\n  proved: {{ at: 1 }}\n", ProvedLine.Put(other, s_proof));
    }

    [Fact]
    public void What_the_reader_reads_is_what_was_put_and_taking_away_gives_the_text_before()
    {
        var text = Scripts.Good["find-residents.yaml"];
        var put = ProvedLine.Put(text, s_proof)!;
        var reading = AdapterReader.Read("civil-affairs", new Dictionary<string, string>(Scripts.Good) { ["find-residents.yaml"] = put });
        Assert.Equal(s_proof, reading.Adapter!.Find("find-residents")!.Http!.Proved! with { At = s_proof.At });
        Assert.Equal(s_proof.At.UtcDateTime, reading.Adapter.Find("find-residents")!.Http!.Proved!.At.UtcDateTime);
        Assert.DoesNotContain("proved:", ProvedLine.Put(put, null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("operation: find\n")]
    [InlineData("http: { exchanges: [{ get: / }] }\n")]
    [InlineData("signIn:\n  http:\n    exchanges: []\n")]
    public void Where_there_is_no_key_with_lines_below_it_nothing_is_put(string text) => Assert.Null(ProvedLine.Put(text, s_proof));
}
