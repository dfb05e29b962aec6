using System.Diagnostics;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Replay.Benching;

/// <summary>What reading states costs, and what their index takes.</summary>
internal static class StateFigures
{
    private const long Sample = 32L << 20;
    private const int Rounds = 5;

    /// <summary>How many megabytes one processor reads in a second, at its best; null where none of them is a file.</summary>
    public static double? MegabytesPerSecond(IEnumerable<string> places)
    {
        var contents = new List<byte[]>();
        foreach (var path in places.Where(File.Exists))
        {
            contents.Add(File.ReadAllBytes(path));
            if (contents.Sum(c => (long)c.Length) > Sample)
            {
                break;
            }
        }

        var best = double.MaxValue;
        for (var round = 0; round <= Rounds && contents.Count > 0; round++)
        {
            var began = Stopwatch.GetTimestamp();
            contents.ForEach(content => StateReader.Read(content, new("bench", "bench")));
            best = Math.Min(best, Stopwatch.GetElapsedTime(began).TotalSeconds);
        }

        return contents.Count == 0 ? null : Math.Round(contents.Sum(c => (double)c.Length) / best / 1e6);
    }

    /// <summary>The bytes that the index takes for each resource; null where there is none, or so little that it cannot be told from the rest.</summary>
    public static double? IndexBytesPerResource(IReadOnlyList<TerraformState> states)
    {
        var catalog = EventCatalog.Load();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var index = StateIndex.Build(catalog, states);
        var taken = GC.GetTotalMemory(forceFullCollection: true) - before;
        return index.Count == 0 || taken <= 0 ? null : Math.Round((double)taken / index.Count);
    }
}
