using DriftStream.Core.Judging;

namespace DriftStream.Replay;

/// <summary>Judges events one after another in their order, each id once, and hands on every finding.</summary>
internal sealed class PastJudging(JudgeDoor door, PastSessions sessions, Action<Finding> found)
{
    private DeviationBook _book = DeviationBook.Empty;

    /// <summary>What was counted so far.</summary>
    public ReplayTally Tally { get; } = new();

    /// <summary>What the cloud is believed to hold so far.</summary>
    public DeviationBook Book => _book;

    /// <summary>Judges all of them.</summary>
    public void Judge(List<PastEvent> events, ReplayProgress progress, CancellationToken cancellation)
    {
        events.Sort();
        var judged = new HashSet<string>(events.Count, StringComparer.Ordinal);
        foreach (var past in events)
        {
            cancellation.ThrowIfCancellationRequested();
            if (judged.Add(past.Id))
            {
                JudgeFirst(past);
            }
            else
            {
                JudgeAgain(past);
            }

            progress.EventJudged();
        }
    }

    private void JudgeFirst(PastEvent past)
    {
        if (past.Event is not { } change)
        {
            Tally.Count(past.Settled);
            return;
        }

        var judgement = door.Decide(change, _book, sessions.Until(change.Time));
        _book = judgement.Deviations;
        Tally.Count(change, judgement);
        foreach (var finding in judgement.Findings)
        {
            found(finding);
        }
    }

    private void JudgeAgain(PastEvent past)
    {
        Tally.Count(Verdict.Duplicate);
        if (past.Event is { } change)
        {
            found(door.Duplicate(change));
        }
    }
}
