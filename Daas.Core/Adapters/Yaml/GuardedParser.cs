using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Daas.Core.Adapters.Yaml;

/// <summary>YamlDotNet's parser, whose own slips on malformed texts (an invalid state, an index out of range) are syntax errors like any other.</summary>
internal sealed class GuardedParser(IParser parser) : IParser
{
    public ParsingEvent? Current => parser.Current;

    public bool MoveNext()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception e) when (e is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or FormatException or NullReferenceException)
        {
            var mark = parser.Current?.End ?? Mark.Empty;
            throw new SyntaxErrorException(mark, mark, "what follows cannot be read");
        }
    }
}
