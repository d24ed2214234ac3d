using Daas.Core.Adapters;
using Daas.Core.Extraction;
using Daas.Core.Steps;
using Daas.Recorder.Evidence;

namespace Daas.Recorder.Tests.Evidence;

public sealed class EvidenceFolderTests
{
    private const string Page = "<form><p>Town: <input name=town><p><input type=submit value=Find></form>";
    private const string Rows = "<table><tr><th>Code<th>Town<th>Mayor<tr><td>T1<td>Ashford<td>Alice Johnson<tr><td>T2<td>Bexley<td>Robert Miller<tr>"
        + "<td>T3<td>Corby<td>Jane Cooper</table>";

    private static Kept Make() => new(new Demo("http://towns.example/").Open("", "Towns", Page).Fill("input[name=town]", "b").Click("input[value=Find]")
        .Sent("POST", "", "town=b", Rows).Show("", "Towns", Page + Rows).Recording, "find-towns");

    [Fact]
    public void What_was_written_reads_back()
    {
        using var kept = Make();

        var read = kept.Folder.Read();
        Assert.Equal(kept.Made.Evidence.Pages.SelectMany(p => p.Frames), read.Pages.SelectMany(p => p.Frames));
        Assert.Equal(kept.Made.Evidence.Exchanges.Select(e => (e.Id, e.Sent, e.Body)), read.Exchanges.Select(e => (e.Id, e.Sent, e.Body)));
        Assert.Equal(kept.Made.Evidence.Answers.Select(a => a.Rows.Count), read.Answers.Select(a => a.Rows.Count));
        kept.Folder.Write(read);
        Assert.Equal(read.Steps.Select(s => s.Text), kept.Folder.Read().Steps.Select(s => s.Text));
    }

    [Theory]
    [InlineData("evidence.json")]
    [InlineData("expected.json")]
    [InlineData("reasons.json")]
    [InlineData("pages/p1.html")]
    public void A_missing_file_is_named(string file)
    {
        using var kept = Make();
        File.Delete(kept.File(file));

        var told = Assert.Throws<EvidenceException>(() => kept.Folder.Read());
        Assert.Contains($"find-towns/{file} is missing", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_half_written_file_is_named_with_its_line()
    {
        using var kept = Make();
        var text = File.ReadAllLines(kept.File("evidence.json"));
        File.WriteAllLines(kept.File("evidence.json"), text.Take(10));

        var told = Assert.Throws<EvidenceException>(() => kept.Folder.Read());
        Assert.Contains("evidence.json:", told.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"evidence\": 1", "\"evidence\": 9", "version 9")]
    [InlineData("pages/p1.html", "../../../../secret.txt", "outside")]
    [InlineData("\"page\": \"p1\"", "\"page\": \"p77\"", "p77")]
    [InlineData("\"operation\": \"find-towns\",", "", "evidence.json:")]
    public void Nonsense_is_an_error_and_no_guess(string was, string now, string told)
    {
        using var kept = Make();
        var file = kept.File("evidence.json");
        Assert.Contains(was, File.ReadAllText(file), StringComparison.Ordinal);
        File.WriteAllText(file, File.ReadAllText(file).Replace(was, now, StringComparison.Ordinal));

        Assert.Contains(told, Assert.Throws<EvidenceException>(() => kept.Folder.Read()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_that_is_read_otherwise_is_told_by_row_and_field()
    {
        using var kept = Make();
        var output = kept.Operation.Output!;
        var mayor = output.Fields.Single(f => f.Column == "Mayor");
        var changed = kept.Operation with { Output = output with { Fields = [.. output.Fields.Select(f => f == mayor ? f with { Pattern = "^(\\w)" } : f)] } };

        var told = kept.Replay(changed).Differences;
        Assert.Equal(3, told.Count);
        Assert.Matches($"row 1, field {mayor.Name}: expected \"\\w+ \\w+\", got \"\\w\"$", told[0]);
    }

    [Fact]
    public void A_locator_that_finds_nothing_or_something_else_is_told_with_its_step()
    {
        using var kept = Make();
        var steps = kept.Operation.Steps.Select(s => s switch
        {
            Step.Fill fill => fill with { Field = new Locator([new Way { Label = "Village" }]) },
            Step.Click click => click with { Target = new Locator([new Way { Css = "input[name=town]" }]) },
            _ => s,
        }).ToList();

        var told = kept.Replay(kept.Operation with { Steps = steps }).Differences;
        Assert.Contains(told, t => t.Contains("no longer gives its element", StringComparison.Ordinal) && t.Contains("Village", StringComparison.Ordinal));
        Assert.Contains(told, t => t.Contains("gives another element", StringComparison.Ordinal));
    }

    [Fact]
    public void A_sign_that_shows_where_it_should_not_is_told()
    {
        using var kept = Make();
        var changed = kept.Operation with { NotFound = new Sign([new SignAlternative { Text = "Town" }]) };

        Assert.Contains(kept.Replay(changed).Differences, t => t.StartsWith("sign notFound: page p1 shows it", StringComparison.Ordinal));
    }

    [Fact]
    public void Rows_that_are_no_longer_read_are_told()
    {
        using var kept = Make();

        Assert.Contains(kept.Replay(kept.Operation with { Output = new Output { File = true } }).Differences, t =>
            t.Contains("reads none", StringComparison.Ordinal));
        Assert.Contains(kept.Replay(kept.Operation with
        {
            Output = kept.Operation.Output! with
            {
                Rows = new RowSource.Table(["Code",
            "County"])
            }
        }).Differences,
            t => t.Contains("County", StringComparison.Ordinal));
    }
}
