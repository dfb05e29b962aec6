using System.Globalization;
using DriftStream.Ledger;
using DriftStream.Ledger.Lives;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace DriftStream.Benchmarks;

/// <summary>How many events a second the ledger commits as shipped, and how many bare inserts of the same rows would be.</summary>
internal static class LedgerRate
{
    private const int Callers = 128;
    private static readonly IReadOnlyList<AlertTarget> Places = [new("slack", "")];

    /// <summary>Measures rounds of all in turn, for each mix of events, and prints the least ratios.</summary>
    public static async Task RunAsync(string url, int events, int rounds)
    {
        var database = new LedgerDatabase(Options.Create(new LedgerOptions { Url = url, AuditKey = new(new string('k', 32)) }), TimeProvider.System);
        foreach (var mix in LedgerMix.All)
        {
            var measured = new List<Round>();
            // The first round only warms up.
            for (var round = 0; round <= rounds; round++)
            {
                var one = await MeasureAsync(database, mix, $"{mix.Letter}{round}", events);
                if (round > 0)
                {
                    measured.Add(one);
                    Console.WriteLine($"round {round}: {one}");
                }
            }

            Console.WriteLine($"{database.Place}, {mix.Name}, {measured[0].Bytes} bytes an event");
            Tell("of the same rows bare, by prepared statements", measured, one => one.To(one.RowByRow));
            Tell("of the same rows bare, in the ledger's own way", measured, one => one.To(one.AsShipped));
            Tell("of one bare row with the same bytes", measured, one => one.To(one.OneRow));
        }
    }

    private static async Task<Round> MeasureAsync(LedgerDatabase database, LedgerMix mix, string run, int events)
    {
        var shipped = await ShippedAsync(database, mix, run, events);
        using var connection = database.OpenForWriting();
        var bare = new BareLedger(database, connection, run, events);
        return new(shipped, bare.Bytes, bare.OneRow(), bare.RowByRow(), bare.AsShipped());
    }

    private static void Tell(string beside, List<Round> rounds, Func<Round, double> ratio) =>
        Console.WriteLine(Line($"  least {rounds.Min(ratio):F2}, median {Median(rounds.Select(ratio)):F2} {beside}"));

    private static async Task<RateClock.Rate> ShippedAsync(LedgerDatabase database, LedgerMix mix, string run, int events)
    {
        var changes = Enumerable.Range(0, events).Select(i => LedgerMix.Event(run, i)).ToList();
        using var writer = new LedgerWriter(
            database, new EntryComposer(mix.Judge, _ => Places, new(Options.Create(new HoldOptions()), new NoApplyWindows()), TimeProvider.System), new(), new(), NullLogger<LedgerWriter>.Instance);
        await writer.StartAsync(CancellationToken.None);
        var next = -1;
        var clock = new RateClock(events);
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            int mine;
            while ((mine = Interlocked.Increment(ref next)) < events)
            {
                await writer.RecordAsync(changes[mine], CancellationToken.None);
            }
        })));
        var rate = clock.Stop();
        await writer.StopAsync(CancellationToken.None);
        return rate;
    }

    private static double Median(IEnumerable<double> ratios) => ratios.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;

    private static string Line(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Round(RateClock.Rate Shipped, long Bytes, RateClock.Rate OneRow, RateClock.Rate RowByRow, RateClock.Rate AsShipped)
    {
        public override string ToString() => Line(
            $"shipped {Shipped}, the same rows by prepared statements {RowByRow}, in the ledger's own way {AsShipped}, one row each {OneRow}; ratios {To(RowByRow):F2}, {To(AsShipped):F2}, {To(OneRow):F2}");

        public double To(RateClock.Rate bare) => Shipped.PerSecond / bare.PerSecond;
    }
}
