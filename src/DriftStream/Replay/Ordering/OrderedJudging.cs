using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Replay.AsOf;

namespace DriftStream.Replay.Ordering;

/// <summary>
/// Judges records in their order, each id once, and hands on every finding in that order. Several batches are judged at a time,
/// each with the book as it is known when it begins; when its turn has come, a judgement counts only if the book still says the
/// same about everything that the judgement looked at. So what comes out is what judging one after another gives.
/// </summary>
internal sealed class OrderedJudging(JudgeDoor door, SessionsInOrder sessions, HashSet<ulong> recurring, ReplayProgress progress, Action<Finding> found)
{
    private readonly HashSet<string> _judged = new(StringComparer.Ordinal);
    private readonly Stack<JudgingBatch> _free = [];
    private DeviationBook _book = DeviationBook.Empty;
    private string _last = "";
    private bool _begun;
    private bool _waits;

    /// <summary>What was counted so far.</summary>
    public ReplayTally Tally { get; } = new();

    /// <summary>What the cloud is believed to hold so far.</summary>
    public DeviationBook Book => _book;

    /// <summary>Told of every judgement that counts, with the sessions that were known; null: nobody wants to know.</summary>
    public JudgedPast? Judged { get; init; }

    /// <summary>The eras of the states; null where they stay as they are.</summary>
    public EraWalk? Eras { get; init; }

    /// <summary>Judges all of them.</summary>
    /// <param name="records">The records in order.</param>
    /// <param name="workers">How many batches to judge at a time.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task JudgeAsync(ISortedRun records, int workers, CancellationToken cancellation)
    {
        do
        {
            if (_waits)
            {
                _book = Eras!.MoveTo(records.Current.Ticks, _book);
            }

            await JudgeEraAsync(records, workers, cancellation);
        }
        while (_waits);
        _book = Eras?.Conclude(_book) ?? _book;
    }

    // Until the records end, or one waits because the states changed before it.
    private async Task JudgeEraAsync(ISortedRun records, int workers, CancellationToken cancellation)
    {
        var underWay = new Queue<Task<JudgingBatch>>();
        try
        {
            while (Next(records) is { } batch)
            {
                underWay.Enqueue(Begin(batch, workers, cancellation));
                if (underWay.Count >= AtATime(workers))
                {
                    Settle(await underWay.Dequeue());
                }
            }

            while (underWay.TryDequeue(out var batch))
            {
                Settle(await batch);
            }
        }
        finally
        {
            await Task.WhenAll(underWay.Cast<Task>()).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // One more than there are workers for each of them, so that none waits for the slowest or for what is told in between.
    private static int AtATime(int workers) => workers == 1 ? 1 : 2 * workers;

    private Task<JudgingBatch> Begin(JudgingBatch batch, int workers, CancellationToken cancellation)
    {
        var book = _book;
        return workers == 1
            ? Task.FromResult(batch.Judge(door, book, cancellation))
            : Task.Run(() => batch.Judge(door, book, cancellation), cancellation);
    }

    private JudgingBatch? Next(ISortedRun records)
    {
        JudgingBatch? batch = null;
        while (batch is not { IsFull: true } && (_waits || records.MoveNext()))
        {
            var entry = records.Current;
            _waits = Eras?.IsDue(entry.Ticks) == true;
            if (_waits)
            {
                break;
            }

            batch ??= _free.TryPop(out var free) ? free : new();
            var isRepeat = IsRepeat(entry.Id);
            batch.Add(entry, _last, isRepeat, sessions.Until(entry.Ticks));
        }

        return batch;
    }

    // Records of one id and one time follow each other; only ids of several times have to be remembered.
    private bool IsRepeat(ReadOnlySpan<char> id)
    {
        if (_begun && id.SequenceEqual(_last))
        {
            return true;
        }

        (_begun, _last) = (true, id.ToString());
        return recurring.Count > 0 && recurring.Contains(PutBy.HashOf(id)) && !_judged.Add(_last);
    }

    private void Settle(JudgingBatch batch)
    {
        foreach (var item in batch.Items)
        {
            _book = item.Settle(door, _book);
            Tell(item);
            progress.EventJudged();
        }

        batch.Clear();
        _free.Push(batch);
    }

    private void Tell(JudgingItem item)
    {
        if (item.IsRepeat)
        {
            Tally.Count(Verdict.Duplicate);
            if (item.Change is { } again)
            {
                found(door.Duplicate(again));
            }
        }
        else if (item.Settled is { } verdict)
        {
            Tally.Count(verdict, RecordTag.RuleOf(item.Tag), RecordTag.IsUnchecked(item.Tag));
        }
        else if (item.Made is { } finding)
        {
            Tally.Count(finding.Verdict);
            found(finding);
        }
        else
        {
            Judged?.Invoke(item.Change!, item.Judgement!, item.Sessions);
            Tell(item.Change!, item.Judgement!);
        }
    }

    private void Tell(CloudTrailEvent change, Judgement judgement)
    {
        Tally.Count(change, judgement);
        foreach (var finding in judgement.Findings)
        {
            Eras?.Note(finding);
            found(finding);
        }
    }
}
