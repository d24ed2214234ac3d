namespace Daas.Core.Extraction;

/// <summary>What a mark is of.</summary>
public enum MarkKind
{
    /// <summary>The page's title, numbers and inputs left out.</summary>
    Title,

    /// <summary>The sign that one is signed in; it has no text.</summary>
    SignedIn,

    /// <summary>A header of the table that has the rows.</summary>
    Header,

    /// <summary>A name in the rows of a JSON answer.</summary>
    Key,

    /// <summary>A name beside the rows of a JSON answer.</summary>
    Member,

    /// <summary>A name beside the rows of a JSON answer with its value, such as <c>code = 0</c>.</summary>
    Constant,

    /// <summary>The charset in which the page came.</summary>
    Charset,

    /// <summary>What a file is by its bytes.</summary>
    File,
}

/// <summary>Something by which an answer is known again, whatever data is in it.</summary>
public sealed record AnswerMark(MarkKind Kind, string Text)
{
    /// <summary>As words in a sentence.</summary>
    public override string ToString() => Kind switch
    {
        MarkKind.Title => $"the title '{Text}'",
        MarkKind.SignedIn => "the sign of being signed in",
        MarkKind.Header => $"the header '{Text}' in its table",
        MarkKind.Key => $"'{Text}' in its rows",
        MarkKind.Member => $"'{Text}' in the JSON",
        MarkKind.Constant => $"'{Text}' in the JSON",
        MarkKind.Charset => $"the charset {Text}",
        MarkKind.File => $"the form of {Text}",
        _ => throw new InvalidOperationException($"{Kind} is not known"),
    };
}
