using System.Diagnostics;
using System.Globalization;
using System.Text;
using DriftStream.Configuration;
using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.States;

namespace DriftStream.Benchmarks;

/// <summary>Measures the states as the service holds them: loading a folder, memory, and how long events wait while states are written and read again.</summary>
internal sealed class FreshStates(string folder)
{
    private const int Events = 500;
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(2);

    private readonly StateSnapshot _states = new([new StateEntry { Url = folder }], StatePlaces.OnDisk(Directory.GetCurrentDirectory()));
    private readonly Judge _judge = new(EventCatalog.Load(), new JudgeSettings());

    /// <summary>Prints one line for each figure.</summary>
    public async Task RunAsync()
    {
        var before = Settled();
        var watch = Stopwatch.StartNew();
        await _states.LoadAsync(default);
        var loading = watch.Elapsed;
        var peak = Process.GetCurrentProcess().PeakWorkingSet64;
        var index = _states.Index;
        Console.WriteLine($"states: {index.States.Count:N0}, resources: {index.Count:N0}, bytes: {Megabytes(Files().Sum(f => f.Length))} MB, problems: {_states.Problems.Count}");
        Console.WriteLine($"load: {Seconds(loading)} s; peak of the process: {Megabytes(peak)} MB");
        var resting = Settled();
        Console.WriteLine($"resting: {Megabytes(Process.GetCurrentProcess().WorkingSet64)} MB of the process, {Megabytes(resting)} MB managed; {(resting - before) / (double)index.Count:F0} bytes a resource");
        Console.WriteLine($"lookup: {Nanoseconds(index):F0} ns");
        watch.Restart();
        await _states.RefreshAsync(default);
        Console.WriteLine($"a look at all states when nothing was written: {watch.Elapsed.TotalMilliseconds:F0} ms");
        await WaitsAsync();
    }

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("F0", CultureInfo.InvariantCulture);

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F1", CultureInfo.InvariantCulture);

    private static long Settled()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private List<FileInfo> Files() => [.. Directory.GetFiles(folder, "*.tfstate", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => new FileInfo(f))];

    private static double Nanoseconds(StateIndex index)
    {
        const int Lookups = 200_000;
        var random = new Random(7);
        List<string> ids = [.. Enumerable.Range(0, 2000).Select(_ => index.States[random.Next(index.States.Count)]).Select(s => s.Instances[random.Next(s.Instances.Count)].Attributes["id"].Text)];
        var best = double.MaxValue;
        for (var round = 0; round < 5; round++)
        {
            var watch = Stopwatch.StartNew();
            for (var i = 0; i < Lookups; i++)
            {
                if (!index.Candidates(ids[i % ids.Count]).Any())
                {
                    throw new InvalidOperationException($"{ids[i % ids.Count]} is not found, so the time means nothing.");
                }
            }

            best = Math.Min(best, watch.Elapsed.TotalNanoseconds / Lookups);
        }

        return best;
    }

    private async Task WaitsAsync()
    {
        var files = Files().OrderBy(f => f.Length).ToList();
        await JudgedAsync(Task.CompletedTask);
        Tell("nothing is written", await JudgedAsync(Task.CompletedTask), []);
        foreach (var (what, file) in ((string, FileInfo)[])[("a state of the middle size is written", files[files.Count / 2]), ("the largest state is written", files[^1])])
        {
            var times = new List<double>();
            Tell(what, await JudgedAsync(Task.Run(() => RewriteAsync(file.FullName, times))), times);
        }

        var all = new List<double>();
        Tell("one state in ten is written at once", await JudgedAsync(Task.Run(() => RewriteAsync([.. files.Where((_, i) => i % 10 == 0).Select(f => f.FullName)], all))), all);
    }

    private static void Tell(string what, List<double> waits, List<double> pickUps)
    {
        waits.Sort();
        Console.WriteLine($"while {what}: {waits.Count:N0} events, wait and verdict p50 {waits[waits.Count / 2]:F2} ms, p99 {waits[(int)(waits.Count * 0.99)]:F1} ms, worst {waits[^1]:F1} ms{(pickUps.Count == 0 ? "" : $"; picked up after {pickUps.Average():F0} ms")}");
    }

    private Task RewriteAsync(string file, List<double> times) => RepeatAsync(5, () => RewriteAsync([file], times));

    private static async Task RepeatAsync(int times, Func<Task> work)
    {
        for (var i = 0; i < times; i++)
        {
            await work();
        }
    }

    private async Task RewriteAsync(IReadOnlyList<string> files, List<double> times)
    {
        foreach (var file in files)
        {
            Rewrite(file);
        }

        var watch = Stopwatch.StartNew();
        if (!await _states.RefreshAsync(default))
        {
            throw new InvalidOperationException("Nothing was noticed, so the time means nothing.");
        }

        times.Add(watch.Elapsed.TotalMilliseconds);
    }

    // Another serial of as many digits, so that nothing of the work is the measurement's own.
    private static void Rewrite(string file)
    {
        File.Copy(file, file + ".new", overwrite: true);
        using (var state = new FileStream(file + ".new", FileMode.Open, FileAccess.ReadWrite))
        {
            var head = new byte[200];
            state.ReadExactly(head);
            var text = Encoding.UTF8.GetString(head);
            var from = text.IndexOf("\"serial\":", StringComparison.Ordinal) + "\"serial\":".Length;
            var serial = long.Parse(text[from..text.IndexOf(',', from)], CultureInfo.InvariantCulture) + 1;
            state.Position = from;
            state.Write(Encoding.UTF8.GetBytes(serial.ToString(CultureInfo.InvariantCulture)));
        }

        File.Move(file + ".new", file, overwrite: true);
    }

    // Each event has its own moment, as on a queue: whoever is late makes the next ones wait, too. They are judged on the pool, as consumers are.
    private async Task<List<double>> JudgedAsync(Task meanwhile)
    {
        var names = _states.Index.OfType("aws_s3_bucket").Take(200).Select(b => b.Attributes["id"].Text).ToList();
        List<byte[]> records = [.. names.Select(name => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(Samples.Matched).Replace("orders-7", name, StringComparison.Ordinal)))];
        var waits = new List<double>();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < Events || !meanwhile.IsCompleted; i++)
        {
            var due = Pace * i;
            while (watch.Elapsed < due)
            {
                await Task.Delay(1);
            }

            await Task.Run(() => _judge.Decide(EventReader.Read(records[i % records.Count]), _states.Index, DeviationBook.Empty));
            waits.Add((watch.Elapsed - due).TotalMilliseconds);
        }

        await meanwhile;
        return waits;
    }
}
