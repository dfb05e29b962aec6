using System.Collections.Concurrent;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using Xunit;

namespace DriftStream.Tests.Ledger;

/// <summary>Notes each judgement of each event, and tells of the first.</summary>
internal sealed class JudgeLog(Func<CloudTrailEvent, DeviationBook, Judgement> judge)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _judged = new();
    private readonly ConcurrentQueue<(string Id, Verdict Verdict)> _verdicts = new();

    public Judgement Judge(CloudTrailEvent change, DeviationBook book)
    {
        try
        {
            var judgement = judge(change, book);
            _verdicts.Enqueue((change.Id, judgement.Findings[0].Verdict));
            return judgement;
        }
        finally
        {
            Judged(change.Id).TrySetResult();
        }
    }

    public Task JudgedOnceAsync(string id) => Judged(id).Task.WaitAsync(TestContext.Current.CancellationToken);

    public IEnumerable<Verdict> Of(string id) => _verdicts.Where(entry => entry.Id == id).Select(entry => entry.Verdict);

    private TaskCompletionSource Judged(string id) => _judged.GetOrAdd(id, _ => new(TaskCreationOptions.RunContinuationsAsynchronously));
}
