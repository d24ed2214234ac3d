using Daas.Server.Commands;

namespace Daas.Server.Tests.Commands;

public sealed class TextTableTests
{
    [Theory]
    [InlineData("abc", 3)]
    [InlineData("张伟", 4)]
    [InlineData("ＡＢ，", 6)]
    [InlineData("㼆", 2)]
    [InlineData("𠮷", 2)]
    [InlineData("e\u0301", 1)]
    [InlineData("한글", 4)]
    public void A_wide_character_takes_two_columns(string text, int width) => Assert.Equal(width, TextTable.Width(text));

    [Fact]
    public void Columns_line_up_under_their_headers()
    {
        var output = new StringWriter { NewLine = "\n" };
        TextTable.Write(output, ["id", "姓名", "street"], [["1", "张伟", "东关街道"], ["22", "欧阳春花", "x"]]);
        Assert.Equal(
            """
            id  姓名      street
            --  --------  --------
            1   张伟      东关街道
            22  欧阳春花  x

            """.ReplaceLineEndings("\n"),
            output.ToString());
    }

    [Fact]
    public void Text_of_an_old_system_cannot_command_the_terminal()
    {
        var output = new StringWriter { NewLine = "\n" };
        TextTable.Write(output, ["a"], [["x\u001b[2J\ry\nz"]]);
        Assert.DoesNotContain('\u001b', output.ToString());
        Assert.Equal(3, output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Long_cells_are_cut_into_the_terminal_and_short_columns_stay_whole()
    {
        using var output = new StringWriter();

        var cut = TextTable.Write(output, ["id", "姓名", "link"], [["1", "欧阳春花", "https://example.test/" + new string('x', 500)]], 40);

        Assert.True(cut);
        var lines = output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, l => Assert.True(TextTable.Width(l) <= 40, l));
        Assert.Equal("1   欧阳春花  https://example.test/xxxx…", lines[2]);
    }

    [Fact]
    public void Without_a_terminal_nothing_is_cut()
    {
        using var output = new StringWriter();

        Assert.False(TextTable.Write(output, ["link"], [[new string('x', 500)]]));
        Assert.Contains(new string('x', 500), output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("张伟张伟", 8, "张伟张伟")]
    [InlineData("张伟张伟", 7, "张伟张…")]
    [InlineData("张伟张伟", 6, "张伟…")]
    [InlineData("👍👍👍", 4, "👍…")]
    public void A_text_is_cut_between_characters(string text, int columns, string shown) => Assert.Equal(shown, TextTable.Cut(text, columns));
}
