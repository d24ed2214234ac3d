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
}
