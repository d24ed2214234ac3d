using Daas.Core.Adapters;
using Daas.Recorder.Drafting;
using Daas.Recorder.Import;
using Daas.Recorder.Recordings;

namespace Daas.Recorder.Tests.Import;

/// <summary>Reads texts as files, and drafts what was read.</summary>
internal static class Imported
{
    public static Recording Read(string text, string name = "a.json", IReadOnlyList<string>? picks = null, string? test = null)
    {
        var folder = Directory.CreateTempSubdirectory("daas-import-");
        try
        {
            var file = Path.Combine(folder.FullName, name);
            File.WriteAllText(file, text);
            return Importer.Read(file, test, picks ?? []);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public static Draft Draft(Recording recording, string operation = "find-orders") => Drafter.Draft(recording, null, null, new DraftNames("shop", operation));

    public static string Script(Draft draft) => string.Concat(AdapterWriter.Write(draft.Adapter).Values);
}
