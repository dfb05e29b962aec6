using System.Diagnostics;
using System.IO.Compression;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Replay;
using DriftStream.Replay.Benching;
using DriftStream.Replay.Scanning;

namespace DriftStream.Benchmarks;

/// <summary>What scanning archives costs beside unpacking them: <c>replay-scan FOLDER STATES</c>.</summary>
internal static class ReplayScan
{
    private const int Rounds = 5;

    public static void Run(string folder, string states)
    {
        var files = Directory.EnumerateFiles(folder, "*.json.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var catalog = EventCatalog.Load();
        var index = StateIndex.Build(catalog, [.. Directory.EnumerateFiles(states, "*.tfstate").Order(StringComparer.Ordinal).Select(f => StateReader.Read(File.ReadAllBytes(f), new(Path.GetFileName(f), f)))]);
        var filter = RecordFilter.For(catalog, index, new());
        var empty = RecordFilter.For(catalog, StateIndex.Empty, new());
        (string Name, Func<Func<string, long>> Worker)[] ways =
        [
            ("decompress", () => Decompress),
            ("scan, no states", () => Scanner(empty)),
            ("scan and filter", () => Scanner(filter)),
        ];
        foreach (var workers in (int[])[1, 2])
        {
            Report(files, workers, ways);
        }

        Tell(files, filter);
    }

    private static void Report(string[] files, int workers, (string Name, Func<Func<string, long>> Worker)[] ways)
    {
        var best = new double[ways.Length];
        var allocated = new long[ways.Length];
        var collections = new int[ways.Length];
        Array.Fill(best, double.MaxValue);
        for (var round = 0; round <= Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++)
            {
                var before = (GC.GetTotalAllocatedBytes(true), GC.CollectionCount(2));
                var started = Stopwatch.GetTimestamp();
                Spread(files, workers, ways[way].Worker);
                var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                best[way] = round == 0 ? best[way] : Math.Min(best[way], took);
                (allocated[way], collections[way]) = (GC.GetTotalAllocatedBytes(true) - before.Item1, GC.CollectionCount(2) - before.Item2);
            }
        }

        for (var way = 0; way < ways.Length; way++)
        {
            Console.WriteLine($"{workers} worker(s)  {ways[way].Name,-16} {best[way],8:F1} ms  {best[way] / best[0]:F3} of decompressing, {allocated[way]:N0} bytes allocated, {collections[way]} gen-2 collections");
        }
    }

    private static void Spread(string[] files, int workers, Func<Func<string, long>> worker)
    {
        var next = -1;
        var threads = Enumerable.Range(0, workers).Select(_ => new Thread(() =>
        {
            var read = worker();
            for (var at = Interlocked.Increment(ref next); at < files.Length; at = Interlocked.Increment(ref next))
            {
                read(files[at]);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    private static Func<string, long> Scanner(RecordFilter filter)
    {
        var scanner = new ArchiveScanner(filter, new NoTaker());
        return path =>
        {
            using var file = Open(path);
            return scanner.Scan(file, CancellationToken.None).Records;
        };
    }

    private static long Decompress(string path)
    {
        using var file = Open(path);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        var buffer = new byte[1 << 16];
        long total = 0;
        while (gzip.Read(buffer) is > 0 and var count)
        {
            total += count;
        }

        return total;
    }

    private static void Tell(string[] files, RecordFilter filter)
    {
        var kept = new Tally();
        var scanner = new ArchiveScanner(filter, kept);
        var sum = new ScanResult();
        foreach (var path in files)
        {
            using var file = Open(path);
            var one = scanner.Scan(file, CancellationToken.None);
            sum = Sum(sum, one);
        }

        Console.WriteLine(sum);
        Console.WriteLine($"kept for judging {kept.Judged}, as creations {kept.Created}");
    }

    private static ScanResult Sum(ScanResult one, ScanResult other) => one with
    {
        Records = one.Records + other.Records,
        Kept = one.Kept + other.Kept,
        Refused = one.Refused + other.Refused,
        ReadOnly = one.ReadOnly + other.ReadOnly,
        Quiet = one.Quiet + other.Quiet,
        Unknown = one.Unknown + other.Unknown,
        Unheld = one.Unheld + other.Unheld,
        Openings = one.Openings + other.Openings,
        Packed = one.Packed + other.Packed,
        Unpacked = one.Unpacked + other.Unpacked,
        IsGeneric = one.IsGeneric || other.IsGeneric,
        Problem = one.Problem ?? other.Problem,
    };

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    private sealed class Tally : IScanTaker
    {
        public int Judged { get; private set; }

        public int Created { get; private set; }

        public void Keep(ReadOnlySpan<byte> record, in ScannedPlace place, KeptFor why)
        {
            Judged += why == KeptFor.Judging ? 1 : 0;
            Created += why == KeptFor.Creation ? 1 : 0;
        }

        public void Opening(ulong keyHash, ReadOnlySpan<byte> record, in ScannedPlace place)
        {
        }

        public void NotCloudTrail(string type)
        {
        }

        public void Unreadable(string sentence)
        {
        }
    }
}
