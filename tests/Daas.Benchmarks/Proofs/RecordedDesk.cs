using Daas.Recorder.Recordings;
using Demonstration = Daas.Recorder.Recordings.Recording;

namespace Daas.Benchmarks.Proofs;

/// <summary>What one data folder keeps of an adapter's recordings, in the order in which they were made.</summary>
/// <param name="Name">Of the folder below the one that was named.</param>
/// <param name="Data">The data folder.</param>
/// <param name="Adapter">Id of the adapter.</param>
/// <param name="Operations">Each with its newest demonstration, and the second one where there is one.</param>
internal sealed record RecordedDesk(string Name, string Data, string Adapter, IReadOnlyList<RecordedDesk.Shown> Operations)
{
    /// <summary>All below a folder.</summary>
    public static IEnumerable<RecordedDesk> Below(string folder)
    {
        var starts = Directory.EnumerateFiles(folder, "start.json", SearchOption.AllDirectories).Select(f => Path.GetDirectoryName(Path.GetDirectoryName(f))!).Distinct();
        foreach (var adapter in starts.GroupBy(o => Path.GetDirectoryName(o)!).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var operations = new List<Shown>();
            foreach (var operation in adapter)
            {
                if (RecordingFolder.Latest(operation) is ({ } first, var second))
                    operations.Add(new Shown(Path.GetFileName(operation), RecordingFolder.Read(first), second is null ? null : RecordingFolder.Read(second)));
            }

            var data = Path.GetDirectoryName(Path.GetDirectoryName(adapter.Key))!;
            if (operations.Count > 0)
                yield return new RecordedDesk(Path.GetRelativePath(folder, data), data, Path.GetFileName(adapter.Key), [.. operations.OrderBy(o => o.First.At)]);
        }
    }

    /// <param name="Operation">Its id.</param>
    /// <param name="First">The demonstration.</param>
    /// <param name="Second">The same work with other values; null when it was shown once.</param>
    internal sealed record Shown(string Operation, Demonstration First, Demonstration? Second);
}
