using AngleSharp.Dom;

namespace Daas.Recorder.Drafting.Outputs;

/// <summary>A part of a page that may hold a record by itself: a dialog over it, a form, a table, a definition list.</summary>
/// <param name="Scope">The part.</param>
/// <param name="Base">What relative addresses in it resolve against.</param>
/// <param name="Css">Finds it and nothing else that is shown.</param>
/// <param name="IsOver">True: it lies over the page.</param>
internal sealed record DetailPart(IElement Scope, Uri Base, string Css, bool IsOver);
