using System.Text;
using Daas.Core.Extraction;
using Daas.Runtime.HttpPath.Clicking;
using Xunit;

namespace Daas.Runtime.Tests.HttpPath.Clicking;

/// <summary>Pages that would keep a careless reader busy for hours. The limits are a net, far above what is needed.</summary>
public class HostileScriptTests
{
    private const int Patience = 60_000;

    [Theory(Timeout = Patience)]
    [InlineData("=/[ ", 1_200_000)]
    [InlineData("if(x){return}else ", 300_000)]
    [InlineData("document.getElementsByName('x');", 150_000)]
    [InlineData("y;", 500_000)]
    [InlineData("{", 3_000_000)]
    [InlineData("if(x)", 900_000)]
    [InlineData("(", 3_000_000)]
    [InlineData("a=>", 1_000_000)]
    [InlineData("function f(){f();f()}f();", 150_000)]
    [InlineData("setTimeout('alert(1)',1);", 150_000)]
    [InlineData("for(;;)", 600_000)]
    [InlineData("switch(a){", 400_000)]
    [InlineData("x?", 1_500_000)]
    [InlineData("f.a.", 900_000)]
    public async Task A_script_without_measure_is_left_where_it_is(string part, int times)
    {
        var html = $"<form name=f>{string.Concat(Enumerable.Repeat("<input name=a>", 5_000))}</form><script>alert('1');</script>"
            + $"<script>{string.Concat(Enumerable.Repeat(part, times))}</script>";

        var effects = await Task.Run(() => PageScript.Read(new FrameView(new Uri("http://old/"), "", html), Encoding.UTF8), TestContext.Current.CancellationToken);

        Assert.Equal("1", effects.Alerts[0]);
    }
}
