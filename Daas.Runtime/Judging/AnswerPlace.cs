using System.Globalization;
using Daas.Core.Runs;

namespace Daas.Runtime.Judging;

/// <summary>Reading the answer, told as if it were a step.</summary>
internal static class AnswerPlace
{
    public const string Record = "read the record";

    public static StepPlace Of(int page) => new(StepPart.Answer, page.ToString(CultureInfo.InvariantCulture), 0);

    public static string Page(int page) => string.Create(CultureInfo.InvariantCulture, $"read page {page}");
}
