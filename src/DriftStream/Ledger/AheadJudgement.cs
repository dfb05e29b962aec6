using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>A judgement that was made before its event had its turn, and what it was made with.</summary>
internal sealed class AheadJudgement
{
    private readonly DeviationReads _reads = new();
    private readonly DeviationBook _seen;
    private readonly SessionBook _sessions;
    private (DeviationBook Before, DeviationBook After) _known;

    /// <summary>Judges with what is thought to be known when the event has its turn.</summary>
    public AheadJudgement(EntryComposer composer, CloudTrailEvent change, DeviationBook before, SessionBook sessions)
    {
        (_seen, _sessions) = (before, sessions);
        Judgement = composer.Judge(change, before.Noting(_reads), sessions);
        _known = (before, Applied(before));
    }

    /// <summary>What it came to. Its book is that of its own time: <see cref="On"/> brings it to another.</summary>
    public Judgement Judgement { get; }

    /// <summary>Whether it would come to the same with these deviations.</summary>
    public bool HoldsWith(DeviationBook before) => _reads.AreSame(_seen, before);

    /// <summary>Whether it would come to the same with these deviations and sessions.</summary>
    public bool HoldsWith(DeviationBook before, SessionBook sessions) => ReferenceEquals(_sessions, sessions) && HoldsWith(before);

    /// <summary>The deviations after it.</summary>
    public DeviationBook After(DeviationBook before)
    {
        if (!ReferenceEquals(before, _known.Before))
        {
            _known = (before, Applied(before));
        }

        return _known.After;
    }

    /// <summary>The judgement as if it had been made with these deviations.</summary>
    public Judgement On(DeviationBook before) => Judgement with { Deviations = After(before) };

    private DeviationBook Applied(DeviationBook before) =>
        Judgement.Changed.Aggregate(before, (book, address) => book.With(address, Judgement.Deviations.Of(address)));
}
