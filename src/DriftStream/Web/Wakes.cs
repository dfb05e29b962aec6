using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace DriftStream.Web;

/// <summary>Findings for one listener, and a beat whenever there was none for a while.</summary>
internal static class Wakes
{
    /// <summary>A beat first, once listening has begun; then findings as they come, and null for a beat.</summary>
    /// <param name="source">Where findings come from.</param>
    /// <param name="capacity">How many may wait for this listener; then the oldest give way and are counted.</param>
    /// <param name="beat">The time between beats.</param>
    /// <param name="time">The clock of the beats.</param>
    /// <param name="cancellation">Ends it.</param>
    public static async IAsyncEnumerable<HeardFinding?> ListenAsync(
        LiveSource source, int capacity, TimeSpan beat, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var missed = 0;
        var waiting = Channel.CreateBounded<HeardFinding?>(
            new BoundedChannelOptions(capacity) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true },
            dropped => Interlocked.Add(ref missed, dropped is null ? 0 : 1));
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var listening = HearAsync(source, waiting.Writer, stop.Token);
        await using var timer = time.CreateTimer(_ => waiting.Writer.TryWrite(null), null, TimeSpan.Zero, beat);
        try
        {
            await foreach (var heard in waiting.Reader.ReadAllAsync(cancellation))
            {
                yield return heard is null ? null : heard with { MissedBefore = heard.MissedBefore + Interlocked.Exchange(ref missed, 0) };
            }

            await listening;
        }
        finally
        {
            await stop.CancelAsync();
        }
    }

    private static async Task HearAsync(LiveSource source, ChannelWriter<HeardFinding?> waiting, CancellationToken cancellation)
    {
        try
        {
            await foreach (var heard in source.Listen(cancellation))
            {
                waiting.TryWrite(heard);
            }
        }
        finally
        {
            waiting.TryComplete();
        }
    }
}
