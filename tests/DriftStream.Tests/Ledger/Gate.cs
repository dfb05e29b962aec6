using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>Holds the writer at the event called first, so that others pile up behind it.</summary>
internal sealed class Gate : IDisposable
{
    private readonly SemaphoreSlim _closed = new(0);
    private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Entered => _entered.Task;

    public Judgement Judge(CloudTrailEvent change, DeviationBook book)
    {
        if (change.Id == "first")
        {
            _entered.SetResult();
            _closed.Wait(TestContext.Current.CancellationToken);
        }

        return Facts.JudgeTag(change, book);
    }

    public void Open() => _closed.Release();

    public void Dispose() => _closed.Dispose();
}
