using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using DriftStream.Commands;
using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Replay;
using DriftStream.Replay.Benching;
using DriftStream.Replay.Scanning;
using DriftStream.Replay.Sources;
using DriftStream.States;

namespace DriftStream.Benchmarks;

/// <summary>What a whole replay costs beside unpacking its files, with one worker and two: <c>replay-race FOLDER STATES ROUNDS [plain] [export FILE]</c>.</summary>
internal sealed class ReplayRace
{
    private readonly string[] _files;
    private readonly string[] _stateFiles;
    private readonly TerraformState[] _states;
    private readonly long _held;
    private readonly JudgeDoor _door;
    private readonly RecordFilter _filter;
    private readonly RaceWay[] _ways;
    private ReplayReport? _last;

    public ReplayRace(string folder, string states)
    {
        _files = [.. Directory.EnumerateFiles(folder, "*.json.gz", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        _stateFiles = [.. Directory.EnumerateFiles(states, "*.tfstate").Order(StringComparer.Ordinal)];
        EventCatalog.Load();
        var before = Settled();
        _states = Read(states);
        _door = JudgeDoor.Open(new(), _states);
        _filter = _door.Filter!(new(), Keeping.Verdict);
        _held = Settled() - before;
        var empty = JudgeDoor.Open(new(), []).Filter!(new(), Keeping.Verdict);
        _ways =
        [
            new("decompress", workers => Spread(workers, () => Decompress)),
            new("scan", workers => Spread(workers, () => Scanner(empty))),
            new("filter", workers => Spread(workers, () => Scanner(_filter))),
            new("replay", workers => Replay(workers, TextWriter.Null, isPrinted: false)),
            new("replay-held", workers => Replay(workers, new StreamWriter(Stream.Null, bufferSize: 1 << 16), isPrinted: true, isHeldOnly: true)),
            new("replay-ndjson", workers => Replay(workers, new StreamWriter(Stream.Null, bufferSize: 1 << 16), isPrinted: true)),
        ];
    }

    /// <summary>Measures every way with one worker and two, and prints <c>name workers value</c> lines for scripts and people.</summary>
    public void Run(int rounds)
    {
        foreach (var workers in (int[])[1, 2])
        {
            foreach (var way in _ways)
            {
                way.Start();
            }

            for (var round = 0; round <= rounds; round++)
            {
                foreach (var way in _ways)
                {
                    way.Measure(workers, counts: round > 0);
                }
            }

            foreach (var way in _ways)
            {
                var result = way.Result(_ways[0]);
                Console.WriteLine($"{way.Name} {workers} ms {result.Milliseconds:F1} ratio {result.Ratio:F3} cpu-ratio {result.CpuRatio:F3} bytes {(double)way.Allocated / Math.Max(1, _last?.Reading.Records ?? 1):F1} gen2 {way.Collections}");
            }
        }

        Tell();
    }

    /// <summary>Judges every record in order with nothing skipped, and says whether the findings are the same.</summary>
    public void Compare()
    {
        var events = new List<PastEvent>();
        foreach (var path in _files)
        {
            using var file = Open(path);
            using var gzip = new GZipStream(file, CompressionMode.Decompress);
            using var content = new MemoryStream();
            gzip.CopyTo(content);
            events.AddRange(Envelope.Split(content.ToArray()).Where(i => i.Kind == EnvelopeItemKind.Record).Select(i => new PastEvent(EventReader.Read(i.Bytes), DriftStream.Replay.Ordering.RecordPrint.Of(i.Bytes.Span))));
        }

        events.Sort();
        var sessions = new PastSessions([.. events.Select(e => SessionBook.OpenedBy(e.Event)).OfType<OpenedSession>()]);
        var (book, judged, plain, tally) = (DeviationBook.Empty, new HashSet<string>(StringComparer.Ordinal), new FindingHash(), new ReplayTally());
        foreach (var (change, _) in events)
        {
            if (judged.Add(change.Id))
            {
                var judgement = _door.Decide(change, book, sessions.Until(change.Time));
                book = judgement.Deviations;
                tally.Count(change, judgement);
                judgement.Findings.Where(f => f.Verdict.IsShown()).ToList().ForEach(plain.Add);
            }
        }

        var fast = new FindingHash();
        RunReplay(2, finding => AddShown(fast, finding));
        Console.WriteLine($"findings-plain {plain.Count} {plain.End()}");
        Console.WriteLine($"findings-replay {fast.Count} {fast.End()}");
        Console.WriteLine($"counts-plain {CountsOf(tally)}");
        Console.WriteLine($"counts-replay {CountsOf(_last!.Tally)}");
    }

    private static string CountsOf(ReplayTally tally) => $"failed {tally.Of(Verdict.Failed)} read-only {tally.Of(Verdict.ReadOnly)} unchecked {tally.Unchecked}";

    /// <summary>Writes what identifies each instance, for others to join with: <c>k,acct,region,type</c>.</summary>
    public void Export(string path)
    {
        using var csv = new StreamWriter(path);
        csv.WriteLine("k,acct,region,type");
        foreach (var instance in _states.SelectMany(s => s.Instances))
        {
            var arn = instance.Attributes["arn"].Text.Split(':') is { Length: > 5 } parts ? parts : null;
            foreach (var key in ((string[])["id", "arn", "bucket", "function_name", "identifier", "key_id", "url", "name"]).Select(a => instance.Attributes[a].Text).Where(k => k.Length > 0).Distinct())
            {
                csv.WriteLine($"\"{key.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{arn?[4]},{arn?[3]},{instance.Type}");
            }
        }
    }

    private void Tell()
    {
        var (reading, tally) = (_last!.Reading, _last.Tally);
        Console.WriteLine($"records {reading.Records}");
        Console.WriteLine($"failed {tally.Of(Verdict.Failed)}");
        Console.WriteLine($"read-only {tally.Of(Verdict.ReadOnly)}");
        Console.WriteLine($"unchecked {tally.Unchecked}");
        Console.WriteLine($"found {tally.Verdicts.Where(v => v.Key.IsShown()).Sum(v => v.Value)}");
        Console.WriteLine($"resources {_states.Sum(s => s.Instances.Count)}");
        Console.WriteLine($"index-mb {_held >> 20}");
        Console.WriteLine($"index-bytes-per-resource {_held / Math.Max(1, _states.Sum(s => s.Instances.Count))}");
        Console.WriteLine($"state-mb-per-second {StateFigures.MegabytesPerSecond(_stateFiles)}");
        Console.WriteLine($"peak-resident-mb {Process.GetCurrentProcess().PeakWorkingSet64 >> 20}");
    }

    // As the program does: their contents stay on the disk where they are large.
    private static TerraformState[] Read(string folder)
    {
        using var places = StatePlaces.OnDisk(Directory.GetCurrentDirectory());
        var found = StateFinder.FindAsync([StateEntry.Parse(Path.GetFullPath(folder))], places, CancellationToken.None).GetAwaiter().GetResult();
        return [.. found.Select(s => s.State).OfType<TerraformState>()];
    }

    private static long Settled()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private void Replay(int workers, TextWriter output, bool isPrinted, bool isHeldOnly = false)
    {
        var ndjson = new NdjsonOutput(output);
        RunReplay(workers, finding =>
        {
            if (isPrinted && finding.Verdict.IsShown())
            {
                ndjson.Write(finding);
            }
        }, isHeldOnly);
        output.Flush();
    }

    private void RunReplay(int workers, Action<Finding> found, bool isHeldOnly = false)
    {
        var request = new ReplayRequest([.. _files.Select(f => new LocalFile(f, f))]) { Workers = workers, Keeping = Keeping.Verdict, AsksForHeldOnly = isHeldOnly };
        _last = new ReplayRun(_door, request).RunAsync(found, _ => { }, CancellationToken.None).GetAwaiter().GetResult();
    }

    private static void AddShown(FindingHash hash, Finding finding)
    {
        if (finding.Verdict.IsShown())
        {
            hash.Add(finding);
        }
    }

    private void Spread(int workers, Func<Action<string>> worker)
    {
        var next = -1;
        var threads = Enumerable.Range(0, workers).Select(_ => new Thread(() =>
        {
            var read = worker();
            for (var at = Interlocked.Increment(ref next); at < _files.Length; at = Interlocked.Increment(ref next))
            {
                read(_files[at]);
            }
        })).ToList();
        threads.ForEach(t => t.Start());
        threads.ForEach(t => t.Join());
    }

    private static Action<string> Scanner(RecordFilter filter)
    {
        var scanner = new ArchiveScanner(filter, new NoTaker());
        return path =>
        {
            using var file = Open(path);
            scanner.Scan(file, CancellationToken.None);
        };
    }

    private static void Decompress(string path)
    {
        using var file = Open(path);
        using var gzip = new GZipStream(file, CompressionMode.Decompress);
        var buffer = new byte[1 << 18];
        while (gzip.Read(buffer) > 0)
        {
        }
    }

    private static FileStream Open(string path) => new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);

    private sealed class FindingHash
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public int Count { get; private set; }

        public void Add(Finding finding)
        {
            Count++;
            _hash.AppendData(Encoding.UTF8.GetBytes(FindingJson.ToJson(finding) + "\n"));
        }

        public string End() => Convert.ToHexStringLower(_hash.GetHashAndReset());
    }
}
