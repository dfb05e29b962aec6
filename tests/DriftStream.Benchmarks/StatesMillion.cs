using System.Diagnostics;
using System.Globalization;
using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Benchmarks;

/// <summary>Measures reading, holding, asking and changing an index over a folder of states, in one process with the collector settled.</summary>
internal sealed class StatesMillion(string folder)
{
    private const int Lookups = 200_000;
    private readonly string[] _files = [.. Directory.GetFiles(folder, "*.tfstate").Order(StringComparer.Ordinal)];
    private readonly EventCatalog _catalog = EventCatalog.Load();

    /// <summary>Prints one line for each figure.</summary>
    public void Run()
    {
        Console.WriteLine($"states: {_files.Length}, {Megabytes(_files.Sum(f => new FileInfo(f).Length))} MB");
        Parse();
        var before = Settled();
        var watch = Stopwatch.StartNew();
        var index = StateIndex.Build(_catalog, [.. _files.Select(f => Read(f))]);
        Console.WriteLine($"read and index, from files: {watch.ElapsedMilliseconds:N0} ms");
        var resting = Settled() - before;
        Console.WriteLine($"resources: {index.Count}; index: {resting / (double)index.Count:F0} bytes a resource, {Megabytes(resting)} MB");
        Ask(index);
        Reload(index);
        Console.WriteLine($"peak of the process: {Megabytes(Process.GetCurrentProcess().PeakWorkingSet64)} MB");
        GC.KeepAlive(index);
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F0", CultureInfo.InvariantCulture);

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static TerraformState Read(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return StateReader.Read(bytes, new StateSource(Path.GetFileName(file), file), new OnDisk(file, bytes.Length));
    }

    private void Parse()
    {
        var sample = _files.Take(20).Select(File.ReadAllBytes).ToList();
        var bytes = sample.Sum(b => (double)b.Length);
        double parse = double.MaxValue, whole = double.MaxValue, plain = double.MaxValue;
        for (var round = 0; round < 7; round++)
        {
            plain = Math.Min(plain, CpuOf(() => sample.ForEach(Tokens)));
            parse = Math.Min(parse, CpuOf(() => sample.ForEach(b => StateReader.Read(b, new StateSource("s", "s")))));
            whole = Math.Min(whole, CpuOf(() => sample.ForEach(b => StateIndex.Build(_catalog, [StateReader.Read(b, new StateSource("s", "s"))]))));
        }

        Console.WriteLine($"parse: {bytes / parse / 1e6:F0} MB/s a core; with the index of each state: {bytes / whole / 1e6:F0} MB/s; Utf8JsonReader over every token: {bytes / plain / 1e6:F0} MB/s");
    }

    private static void Tokens(byte[] json)
    {
        var reader = new System.Text.Json.Utf8JsonReader(json, new System.Text.Json.JsonReaderOptions { MaxDepth = 128 });
        while (reader.Read())
        {
        }
    }

    private static double CpuOf(Action action)
    {
        var process = Process.GetCurrentProcess();
        var before = process.UserProcessorTime;
        action();
        process.Refresh();
        return (process.UserProcessorTime - before).TotalSeconds;
    }

    private static void Ask(StateIndex index)
    {
        var random = new Random(7);
        List<ResourceInstance> some = [.. Enumerable.Range(0, 2000).Select(_ => index.States[random.Next(index.States.Count)]).Select(s => s.Instances[random.Next(s.Instances.Count)])];
        List<string> ids = [.. some.Select(i => i.Attributes["arn"].Text).Where(t => t.Length > 0)];
        List<byte[]> hits = [.. ids.Select(Encoding.UTF8.GetBytes)];
        List<byte[]> misses = [.. hits.Select(h => (byte[])[.. h, (byte)'x'])];
        Console.WriteLine($"MayHold, hit: {Nanoseconds(i => index.MayHold(hits[i % hits.Count])):F0} ns; miss: {Nanoseconds(i => index.MayHold(misses[i % misses.Count])):F0} ns");
        Console.WriteLine($"Candidates, hit: {Nanoseconds(i => index.Candidates(ids[i % ids.Count]).Any()):F0} ns");
    }

    private static double Nanoseconds(Func<int, bool> ask)
    {
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Lookups; i++)
            {
                ask(i);
            }

            best = Math.Min(best, watch.Elapsed.TotalNanoseconds / Lookups);
        }

        return best;
    }

    private void Reload(StateIndex index)
    {
        var times = new List<double>();
        for (var round = 0; round < 9; round++)
        {
            var file = _files[round * 37 % _files.Length];
            var bytes = File.ReadAllBytes(file);
            var watch = Stopwatch.StartNew();
            index = index.With(StateReader.Read(bytes, new StateSource(Path.GetFileName(file), file), StateContent.InMemory(bytes)));
            times.Add(watch.Elapsed.TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"one state again, parsed and indexed: {times[0]:F1} ms at best, {times[times.Count / 2]:F1} ms in the middle, {times[^1]:F1} ms at worst");
    }

    private sealed class OnDisk(string file, int length) : StateContent
    {
        public override int Length => length;

        public override ReadOnlyMemory<byte> Read(int start, int length) => Read(start, length, new byte[length]);

        public override ReadOnlyMemory<byte> Read(int start, int length, Memory<byte> room)
        {
            using var handle = File.OpenHandle(file);
            RandomAccess.Read(handle, room.Span[..length], start);
            return room[..length];
        }
    }
}
