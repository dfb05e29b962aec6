using Amazon.SQS.Model;
using Microsoft.Extensions.Options;

namespace DriftStream.Ingest;

/// <summary>Receives no more than can be worked on at once, so that no message spends its visibility timeout waiting here.</summary>
internal sealed class SqsPumpReceiver(
    SqsPumpQueue queue,
    SqsPumpDelivery delivery,
    SqsPumpReach reach,
    SqsPumpBrake brake,
    IOptions<QueueOptions> options,
    TimeProvider time) : IDisposable
{
    private static readonly TimeSpan LastAnswer = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _places = new(options.Value.Concurrency);
    private int _drained;

    /// <summary>Receives until told to stop; what was received goes on until <paramref name="work"/> ends.</summary>
    public Task RunAsync(CancellationToken work, CancellationToken stopping) =>
        Task.WhenAll(Enumerable.Range(0, options.Value.Receivers).Select(_ => LoopAsync(work, stopping)));

    /// <summary>Waits for every running message; false when some still run at the limit. To be called when nothing is received any more.</summary>
    public async Task<bool> DrainAsync(TimeSpan limit)
    {
        using var timeIsUp = new CancellationTokenSource(limit, time);
        try
        {
            for (; _drained < options.Value.Concurrency; _drained++)
            {
                await _places.WaitAsync(timeIsUp.Token);
            }

            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public void Dispose() => _places.Dispose();

    private async Task LoopAsync(CancellationToken work, CancellationToken stopping)
    {
        var failures = 0;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ReceiveAsync(work, stopping);
                failures = 0;
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception problem)
            {
                await reach.WaitAfterAsync(problem, ++failures, stopping);
            }
        }
    }

    private async Task ReceiveAsync(CancellationToken work, CancellationToken stopping)
    {
        await brake.PauseAsync(stopping);
        var places = await TakePlacesAsync(stopping);
        try
        {
            stopping.ThrowIfCancellationRequested();
            // A receive that is hung up on may have taken messages along, and they stay hidden: a full queue's answer is waited for.
            using var hangUp = new CancellationTokenSource();
            await using var stop = stopping.Register(() => hangUp.CancelAfter(LastAnswer));
            var messages = await queue.ReceiveAsync(places, hangUp.Token);
            reach.Reached();
            foreach (var message in messages)
            {
                places--;
                _ = Task.Run(() => HandleAsync(message, work), CancellationToken.None);
            }
        }
        finally
        {
            if (places > 0)
            {
                _places.Release(places);
            }
        }
    }

    private async Task<int> TakePlacesAsync(CancellationToken stopping)
    {
        await _places.WaitAsync(stopping);
        var most = brake.IsOn ? 1 : SqsPumpQueue.BatchSize;
        var taken = 1;
        while (taken < most && _places.Wait(TimeSpan.Zero, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    private async Task HandleAsync(Message message, CancellationToken work)
    {
        try
        {
            await delivery.DeliverAsync(message, work);
        }
        finally
        {
            _places.Release();
        }
    }
}
