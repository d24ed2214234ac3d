using System.Text;
using Daas.Core.Extraction;

namespace Daas.Core.Tests.Extraction;

public sealed class CharsetTests
{
    private const string Words = "民政业务管理系统：居民张伟，东关街道";

    private static readonly byte[] Gb = Charsets.Gb18030.GetBytes(Words);
    private static readonly byte[] Utf8 = Encoding.UTF8.GetBytes(Words);

    [Fact]
    public void Without_a_word_utf8_is_tried_before_gb18030()
    {
        Assert.Equal(Words, Charsets.Text(Utf8));
        Assert.Equal(Words, Charsets.Text(Gb));
    }

    [Theory]
    [InlineData("text/html; charset=gb2312")]
    [InlineData("text/html;charset=\"GBK\"")]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("text/html; charset=ISO-8859-1")]
    [InlineData("text/html; charset=nonsense")]
    [InlineData("text/html")]
    public void A_header_is_believed_only_as_far_as_the_bytes_agree(string header)
    {
        Assert.Equal(Words, Charsets.Text(Gb, contentType: header));
        Assert.Equal(Words, Charsets.Text(Utf8, contentType: header));
    }

    [Theory]
    [InlineData("<meta charset=gb2312>")]
    [InlineData("<META http-equiv='Content-Type' content='text/html; charset=gbk'>")]
    [InlineData("<meta name=viewport><meta charset=\"utf-8\">")]
    [InlineData("<?xml version='1.0' encoding='GB2312'?>")]
    public void Meta_is_believed_only_as_far_as_the_bytes_agree(string meta)
    {
        Assert.EndsWith(Words, Charsets.Text([.. Encoding.ASCII.GetBytes(meta), .. Gb], contentType: "text/html; charset=ISO-8859-1"));
        Assert.EndsWith(Words, Charsets.Text([.. Encoding.ASCII.GetBytes(meta), .. Utf8]));
    }

    [Fact]
    public void A_short_gbk_text_that_happens_to_be_utf8_stays_gbk_when_that_is_declared()
    {
        byte[] bytes = [0xC4, 0xA3];
        Assert.Equal("模", Charsets.Text(bytes, contentType: "text/plain; charset=gbk"));
    }

    [Fact]
    public void A_byte_order_mark_is_stronger_than_all_and_is_left_out()
    {
        Assert.Equal(Words, Charsets.Text([0xEF, 0xBB, 0xBF, .. Utf8], "gbk"));
        Assert.Equal(Words, Charsets.Text([0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Words)]));
    }

    [Fact]
    public void The_adapters_word_is_taken() => Assert.NotEqual(Words, Charsets.Text(Utf8, "gb18030"));

    [Fact]
    public void Accents_of_a_western_page_stay() => Assert.Equal("détail à côté", Charsets.Text(Encoding.Latin1.GetBytes("détail à côté"), contentType: "text/html; charset=iso-8859-1"));

    [Fact]
    public void Characters_beyond_gbk_are_read() => Assert.Equal("㐀€", Charsets.Text(Charsets.Gb18030.GetBytes("㐀€"), contentType: "text/html; charset=gb2312"));
}
