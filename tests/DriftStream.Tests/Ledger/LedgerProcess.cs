using DriftStream.Ledger;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>The parts of one process that share a ledger.</summary>
internal sealed class LedgerProcess(LedgerUnderTest ledger, JudgeEvent judge, RouteAlert route, TimeProvider clock, OwnerOf? owner = null) : IAsyncDisposable
{
    public FindingFeed Feed { get; } = new();

    public OutboxSignal Signal { get; } = new();

    public LedgerWriter Writer => field ??= new(
        ledger.Database(clock), new EntryComposer(judge, route, Facts.Holds, clock, owner: owner), Feed, Signal, ledger.Log.For<LedgerWriter>());

    public Task<LedgerReceipt> RecordAsync(Core.CloudTrail.CloudTrailEvent change) => Writer.RecordAsync(change, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        await Writer.StopAsync(CancellationToken.None);
        Writer.Dispose();
    }
}
