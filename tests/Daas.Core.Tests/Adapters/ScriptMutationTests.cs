using System.Text;
using Daas.Core.Adapters;
using Xunit;

namespace Daas.Core.Tests.Adapters;

public sealed class ScriptMutationTests
{
    [Fact]
    public void Every_malformed_script_is_an_error_with_file_and_line()
    {
        Assert.True(ScriptMutations.All.Count >= 200);
        Assert.Empty(ScriptMutations.All.AsParallel().Select(m => m.Judge()).OfType<string>().Order());
    }

    [Fact]
    public void No_edit_of_bytes_makes_the_reader_throw_or_take_half()
    {
        var dice = new Random(20261123);
        for (var i = 0; i < 1_000; i++)
        {
            var (name, text) = Scripts.Good.ElementAt(i % Scripts.Good.Count);
            var bytes = Encoding.UTF8.GetBytes(text);
            for (var edits = dice.Next(1, 6); edits > 0; edits--)
                bytes[dice.Next(bytes.Length)] = (byte)" :-[]{}#&*!|>'\"%@,\n\tax0$"[dice.Next(24)];
            var files = Scripts.Good.ToDictionary(f => f.Key, f => Encoding.UTF8.GetBytes(f.Value));
            files[name] = bytes;
            var reading = AdapterReader.ReadBytes("civil-affairs", files, "civil-affairs");
            Assert.Equal(reading.Adapter is null, reading.HasErrors);
        }
    }
}
