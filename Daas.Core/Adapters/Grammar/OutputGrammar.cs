using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Daas.Core.Adapters.Yaml;
using Daas.Core.Extraction;

namespace Daas.Core.Adapters.Grammar;

/// <summary>What is answered: <see cref="Extraction.Output"/>, its rows, its fields, its paging.</summary>
internal static class OutputGrammar
{
    private static readonly Shape<IReadOnlyList<string>> Texts = new ListShape<string>(Basics.Text, "a list of texts", least: 1, inline: true);

    private static readonly UnionShape<RowSource> Rows = new UnionShape<RowSource>("rows from a table, each, json or file")
        .Add("table", new MapShape<RowSource.Table>("rows-table", "The table, in any frame, that has all these headers.", new RowSource.Table([]), inline: true)
            .Key("table", Texts, r => r.Headers, (r, v) => r with { Headers = v }, "Headers it has; order and further columns do not matter.", required: true)
            .Key("rowsPerRecord", Basics.Count(1, 20), r => r.RowsPerRecord, (r, v) => r with { RowsPerRecord = v }, "Table rows that make up one record.")
            .Key("within", Basics.Css, r => r.Within, (r, v) => r with { Within = v }, "CSS that narrows the search.")
            .Key("skip", Basics.Match, r => r.Skip, (r, v) => r with { Skip = v }, "Rows whose text matches are left out (sums, separators)."))
        .Add("each", new MapShape<RowSource.Each>("rows-each", "Repeated blocks: one row for each element that matches.", new RowSource.Each(""), inline: true)
            .Key("each", Basics.Css, r => r.Css, (r, v) => r with { Css = v }, "CSS of the block.", required: true)
            .Key("within", Basics.Css, r => r.Within, (r, v) => r with { Within = v }, "CSS of what holds them; must then be on the page.")
            .Key("skip", Basics.Match, r => r.Skip, (r, v) => r with { Skip = v }, "Blocks whose text matches are left out."))
        .Add("json", new MapShape<RowSource.Json>("rows-json", "An array in a JSON answer that the page fetched.", new RowSource.Json(""), inline: true)
            .Key("json", Basics.JsonPath, r => r.Path, (r, v) => r with { Path = v }, "Where the array is, such as $.data.rows.", required: true)
            .Key("from", Basics.Match, r => r.From, (r, v) => r with { From = v },
                "Part or pattern of the answer's address; else the last answer that has the path.")
            .Key("total", Basics.JsonPath, r => r.Total, (r, v) => r with { Total = v }, "Path of the number of all rows, checked at the end of paging."))
        .Add("file", new MapShape<RowSource.File>("rows-file", "The rows of the file taken by the download step.", new RowSource.File("auto", []), inline: true)
            .Key("file", Basics.Word("a file format", ("auto", "auto"), ("csv", "csv"), ("xlsx", "xlsx"), ("xls", "xls"), ("html", "html")), r => r.Format,
                (r, v) => r with { Format = v }, "Its format; auto: told by its first bytes.", required: true)
            .Key("headers", Texts, r => r.Headers, (r, v) => r with { Headers = v }, "Headers that the header row must have.", required: true)
            .Key("charset", Basics.Charset, r => r.Charset, (r, v) => r with { Charset = v }, "Of CSV or HTML; else told by the content.")
            .Key("delimiter", Basics.Text, r => r.Delimiter, (r, v) => r with { Delimiter = v }, "Of CSV; else told from the header row.")
            .Key("sheet", Basics.Text, r => r.Sheet, (r, v) => r with { Sheet = v }, "Name of the sheet; else the first that has the headers.")
            .Key("skip", Basics.Match, r => r.Skip, (r, v) => r with { Skip = v }, "Lines whose text matches are left out (sums, signatures)."));

    private static readonly MapShape<RecordSource> Record =
        new MapShape<RecordSource>("record", "Where one record is: label–value cells, a filled form, or a JSON object.", new RecordSource(), inline: true)
        .Key("within", Basics.Css, r => r.Within, (r, v) => r with { Within = v },
            "CSS of the part of the page that shows it; else the whole page, all frames.")
        .Key("json", Basics.JsonPath, r => r.Json, (r, v) => r with { Json = v }, "Path of the object in a JSON answer.")
        .Key("from", Basics.Match, r => r.From, (r, v) => r with { From = v }, "Part or pattern of that answer's address.");

    private static readonly MapShape<Paging> Paging = new MapShape<Paging>("paging", "How pages follow one another, beyond 'next'.", new Paging(), inline: true)
        .Key("open", Basics.Template, p => p.Open, (p, v) => p with { Open = v }, "Address of page ${page}, for systems where it is plain; in place of 'next'.")
        .Key("shown", Basics.Pattern, p => p.Shown, (p, v) => p with { Shown = v },
            "Regular expression over the visible text with groups page, pages, total; what it says is checked.")
        .Key("accumulates", Basics.Flag, p => p.Accumulates, (p, v) => p with { Accumulates = v },
            "True when each page also shows all rows before (load more).");

    private static readonly MapShape<Field> Field =
        new MapShape<Field>("field", "One field of the answer: where it is, and what it is.", new Field { Name = "" }, inline: true)
        .Key("column", Basics.Text, f => f.Column, (f, v) => f with { Column = v }, "The header of the column; 上级/下级 is a path through a multi-row header.")
        .Key("label", Basics.Text, f => f.Label, (f, v) => f with { Label = v }, "The label beside or above the value.")
        .Key("css", Basics.Css, f => f.Css, (f, v) => f with { Css = v }, "CSS inside the cell, row, block or record; alone or together with column, label or json.")
        .Key("json", Basics.JsonPath, f => f.Json, (f, v) => f with { Json = v }, "Path inside the JSON row or object.")
        .Key("type", Basics.Word(
                "a field type",
                ("text", FieldType.Text), ("integer", FieldType.Integer), ("number", FieldType.Number), ("money", FieldType.Money), ("date", FieldType.Date),
                ("dateTime", FieldType.DateTime), ("boolean", FieldType.Boolean), ("link", FieldType.Link)),
            f => f.Type, (f, v) => f with { Type = v }, "What the value is; text when not said.")
        .Key("format", Basics.Text, f => f.Format, (f, v) => f with { Format = v }, "Format of a date as .NET writes it (yyyy年M月d日).")
        .Key("attribute", Basics.Text, f => f.Attribute, (f, v) => f with { Attribute = v }, "An attribute's value instead of the text.")
        .Key("pattern", Basics.Pattern, f => f.Pattern, (f, v) => f with { Pattern = v },
            "Regular expression over the raw text; its first group, or the whole match, is the value.")
        .Key("values", new NamedShape<string>(Basics.Text, "a map from raw text to value", inline: true), f => f.Values, (f, v) => f with { Values = v },
            "Raw text → value, for booleans and codes.")
        .Key("required", Basics.Flag, f => f.Required, (f, v) => f with { Required = v }, "True: a row without this value is an error, not a null.")
        .Key("optional", Basics.Flag, f => f.Optional, (f, v) => f with { Optional = v }, "True: the column, label or element itself may be missing.")
        .Key("title", Basics.Text, f => f.Title, (f, v) => f with { Title = v }, "What people call it.")
        .Key("description", Basics.Text, f => f.Description, (f, v) => f with { Description = v }, "More about it, for the documentation.");

    public static readonly Shape<Output> Output = new BySource();

    private static MapShape<Output> With(string name, Shape<Field> field) =>
        new MapShape<Output>(name, "What an operation answers: rows, one record, or a file.", new Output())
        .Key("rows", Rows, o => o.Rows, (o, v) => o with { Rows = v }, "Where rows come from.")
        .Key("record", Record, o => o.Record, (o, v) => o with { Record = v }, "Where the one record is.")
        .Key("file", Basics.Flag, o => o.File, (o, v) => o with { File = v }, "True: the file taken by the download step is the answer itself.")
        .Key("fields", new ViewShape<IReadOnlyList<Field>, IReadOnlyDictionary<string, Field>>(
                new NamedShape<Field>(field, "a map of fields by name", Names.WrongField, named: (f, name) => f with { Name = name }),
                map => [.. map.Values],
                list => new OrderedDictionary<string, Field>(list.Select(f => KeyValuePair.Create(f.Name, f with { Name = "" })))),
            o => o.Fields, (o, v) => o with { Fields = v }, "The fields of each row or of the record, by name.")
        .Key("empty", LocatorGrammar.Sign, o => o.Empty, (o, v) => o with { Empty = v },
            "What the page shows when there is nothing; without it zero rows is drift.")
        .Key("next", LocatorGrammar.ByName, o => o.Next, (o, v) => o with { Next = v }, "What leads to the next page; gone or disabled on the last.")
        .Key("paging", Paging, o => o.Paging, (o, v) => o with { Paging = v }, "How pages follow one another, beyond 'next'.")
        .Key("key", Texts, o => o.Key, (o, v) => o with { Key = v }, "Names of the fields that tell rows apart.");

    /// <summary>A text alone, as a field, is a column of a table or file and a label of a record; elsewhere it could be many things and is refused.</summary>
    private sealed class BySource : Shape<Output>
    {
        private readonly MapShape<Output> _columns = With("output-columns", Field.Short("column"));
        private readonly MapShape<Output> _labels = With("output-labels", Field.Short("label"));
        private readonly MapShape<Output> _others = With("output", Field);

        public override string Expected => _others.Expected;

        public override bool TryRead(Node node, Reading reading, [MaybeNullWhen(false)] out Output value)
        {
            var record = (node as Node.Map)?["record"];
            var rows = (node as Node.Map)?["rows"] as Node.Map;
            var shape = record is not null ? (record is Node.Map m && m["json"] is not null ? _others : _labels)
                : rows?["table"] is not null || rows?["file"] is not null ? _columns
                : _others;
            return shape.TryRead(node, reading, out value);
        }

        public override Node Write(Output value) => value switch
        {
            { Record: { Json: null } } => _labels.Write(value),
            { Rows: RowSource.Table or RowSource.File, Record: null } => _columns.Write(value),
            _ => _others.Write(value),
        };

        // Column or label: for an editor a text alone is a text alone.
        public override JsonObject Schema(SchemaParts parts) => _columns.Schema(parts);
    }
}
