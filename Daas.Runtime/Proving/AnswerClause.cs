namespace Daas.Runtime.Proving;

/// <summary>One thing that a contract demands and an answer has not.</summary>
/// <param name="Name">By which it is waived.</param>
/// <param name="Words">What is wrong, as the rest of a sentence that begins with the answer.</param>
internal sealed record AnswerClause(string Name, string Words);
