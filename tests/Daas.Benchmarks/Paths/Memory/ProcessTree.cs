using System.Diagnostics;
using System.Globalization;

namespace Daas.Benchmarks.Paths.Memory;

/// <summary>What a process and all that it started take, as Linux counts it.</summary>
internal static class ProcessTree
{
    public static bool IsMeasurable => File.Exists($"/proc/{Environment.ProcessId}/smaps_rollup");

    public static Weight Weigh(int root)
    {
        var parents = new Dictionary<int, int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process) && Read($"{folder}/stat") is { } stat)
                parents[process] = int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
        }

        var (own, below) = (new Share(), new Share());
        foreach (var process in parents.Keys.Where(p => IsBelow(p)))
        {
            var share = Of(process);
            if (process == root)
                own = share;
            else
                below += share;
        }

        return new Weight(own, below);

        bool IsBelow(int process)
        {
            for (var at = process; at > 0; at = parents.GetValueOrDefault(at))
                if (at == root)
                    return true;
            return false;
        }
    }

    private static Share Of(int process)
    {
        if (Read($"/proc/{process}/smaps_rollup") is not { } text)
            return new Share();
        double Sum(params string[] names) => text.Split('\n').Where(l => names.Any(n => l.StartsWith(n, StringComparison.Ordinal)))
            .Sum(l => double.Parse(l.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)) / 1024;
        return new Share(Sum("Rss:"), Sum("Pss:"), Sum("Private_Clean:", "Private_Dirty:"));
    }

    // It may end while it is looked at.
    private static string? Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}

/// <summary>Memory of some processes, in MB.</summary>
/// <param name="Resident">Working set; pages that several of them share count in each.</param>
/// <param name="Proportional">Shared pages count once, divided among those who share them.</param>
/// <param name="Private">What nobody shares.</param>
internal readonly record struct Share(double Resident, double Proportional, double Private)
{
    public static Share operator +(Share one, Share other) =>
        new(one.Resident + other.Resident, one.Proportional + other.Proportional, one.Private + other.Private);

    public static Share operator -(Share one, Share other) =>
        new(one.Resident - other.Resident, one.Proportional - other.Proportional, one.Private - other.Private);

    public static Share operator /(Share one, int by) => new(one.Resident / by, one.Proportional / by, one.Private / by);
}

/// <param name="Own">The gateway itself.</param>
/// <param name="Below">What it started: the browser's processes and their driver.</param>
internal readonly record struct Weight(Share Own, Share Below)
{
    public Share All => Own + Below;
}
