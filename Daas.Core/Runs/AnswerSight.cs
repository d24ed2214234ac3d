using Daas.Core.Extraction;

namespace Daas.Core.Runs;

/// <summary>By what an answer of the HTTP path could be known again; its rows are told elsewhere.</summary>
/// <param name="HasRows">False of a page that shows no row at all.</param>
/// <param name="Marks">What all pages of that kind showed.</param>
public sealed record AnswerSight(bool HasRows, IReadOnlyList<AnswerMark> Marks);
