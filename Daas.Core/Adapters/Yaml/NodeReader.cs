using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Daas.Core.Adapters.Yaml;

/// <summary>
/// Reads YAML text as nodes: one document of maps, lists and texts. What makes YAML surprising (anchors, tags, merge keys, repeated keys) is refused,
/// so that a script means what a reviewer sees.
/// </summary>
internal sealed class NodeReader
{
    private const int MostDepth = 40;
    private const int MostNodes = 100_000;

    private readonly IParser _parser;
    private readonly Action<int, int, string> _problem;
    private int _nodes;

    private NodeReader(string text, Action<int, int, string> problem)
    {
        _parser = new GuardedParser(new Parser(new Scanner(new StringReader(text), skipComments: true)));
        _problem = problem;
    }

    /// <param name="text">With line feeds only.</param>
    /// <param name="problem">Told line, column and message of everything wrong.</param>
    /// <returns>Null when the text is not YAML or is empty; a problem was then told.</returns>
    public static Node? Read(string text, Action<int, int, string> problem)
    {
        try
        {
            return new NodeReader(text, problem).ReadDocument();
        }
        catch (YamlException e)
        {
            var line = Math.Max(1, (int)e.Start.Line);
            if (LeadingTab(text, line) is { } tab)
                problem(tab, 1, "a tab indents this line; use spaces");
            else
                problem(line, Math.Max(1, (int)e.Start.Column), $"not YAML: {Cause(e)}");
            return null;
        }
        catch (StopReading)
        {
            return null;
        }
    }

    private static string Cause(YamlException e)
    {
        var message = (e.InnerException ?? e).Message.ReplaceLineEndings(" ").TrimEnd('.', ' ');
        return message.Length == 0 ? "it cannot be read here" : char.ToLowerInvariant(message[0]) + message[1..];
    }

    private static int? LeadingTab(string text, int line)
    {
        var number = 0;
        foreach (var each in text.AsSpan().EnumerateLines())
        {
            number++;
            if (number > line + 1)
                break;
            if (number >= line - 1 && each[..(each.Length - each.TrimStart().Length)].Contains('\t'))
                return number;
        }

        return null;
    }

    private Node? ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (_parser.Accept<StreamEnd>(out _))
        {
            _problem(1, 1, "the file is empty");
            return null;
        }

        _parser.Consume<DocumentStart>();
        var root = ReadNode(0);
        _parser.Consume<DocumentEnd>();
        if (!_parser.Accept<StreamEnd>(out var next))
        {
            var mark = _parser.Current!.Start;
            _problem((int)mark.Line, (int)mark.Column, "a second document begins here; a script is one document");
        }

        return root;
    }

    private Node ReadNode(int depth)
    {
        if (!_parser.Accept<ParsingEvent>(out var at))
            throw new SyntaxErrorException("the text ends too early");
        if (depth > MostDepth)
            Stop(at, "nested too deeply");
        if (++_nodes > MostNodes)
            Stop(at, "too long for a script");
        if (at is NodeEvent node)
        {
            if (!node.Anchor.IsEmpty)
                Problem(at, $"anchor '&{node.Anchor}' has no place in a script; write the value where it is used");
            if (!node.Tag.IsEmpty && !node.Tag.IsNonSpecific)
                Problem(at, $"tag '{node.Tag}' has no place in a script; every value's type is known by its key");
        }

        switch (at)
        {
            case AnchorAlias alias:
                _parser.MoveNext();
                Problem(at, $"alias '*{alias.Value}' has no place in a script; write the value itself");
                return new Node.Scalar("") { Line = Line(at), Column = Column(at), Start = (int)at.Start.Index, End = (int)at.End.Index };
            case Scalar scalar:
                _parser.MoveNext();
                return new Node.Scalar(scalar.Value, scalar.Style == ScalarStyle.Plain)
                {
                    Line = Line(at),
                    Column = Column(at),
                    Start = (int)at.Start.Index,
                    End = (int)at.End.Index,
                };
            case SequenceStart:
                return ReadSequence(at, depth);
            case MappingStart:
                return ReadMap(at, depth);
            default:
                throw new SyntaxErrorException(at.Start, at.End, "a value is missing");
        }
    }

    private Node.Sequence ReadSequence(ParsingEvent start, int depth)
    {
        _parser.MoveNext();
        var items = new List<Node>();
        while (!_parser.Accept<SequenceEnd>(out _))
            items.Add(ReadNode(depth + 1));
        var end = _parser.Consume<SequenceEnd>();
        return new Node.Sequence(items) { Line = Line(start), Column = Column(start), Start = (int)start.Start.Index, End = (int)end.End.Index };
    }

    private Node.Map ReadMap(ParsingEvent start, int depth)
    {
        _parser.MoveNext();
        var entries = new List<Node.Entry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!_parser.Accept<MappingEnd>(out _))
        {
            var key = ReadNode(depth + 1);
            var value = ReadNode(depth + 1);
            if (key is not Node.Scalar name)
                _problem(key.Line, key.Column, $"a key must be a word, not {key.Kind}");
            else if (name is { Plain: true, Text: "<<" })
                _problem(key.Line, key.Column, "merge key '<<' has no place in a script; write the keys themselves");
            else if (seen.TryGetValue(name.Text, out var first))
                _problem(key.Line, key.Column, $"key '{name.Text}' was already given on line {first}");
            else
            {
                seen.Add(name.Text, name.Line);
                entries.Add(new Node.Entry(name, value));
            }
        }

        var end = _parser.Consume<MappingEnd>();
        return new Node.Map(entries) { Line = Line(start), Column = Column(start), Start = (int)start.Start.Index, End = (int)end.End.Index };
    }

    private void Problem(ParsingEvent at, string message) => _problem(Line(at), Column(at), message);

    private void Stop(ParsingEvent at, string message)
    {
        Problem(at, message);
        throw new StopReading();
    }

    private static int Line(ParsingEvent at) => Math.Max(1, (int)at.Start.Line);

    private static int Column(ParsingEvent at) => Math.Max(1, (int)at.Start.Column);

    private sealed class StopReading : Exception;
}
