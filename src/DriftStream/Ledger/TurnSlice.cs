using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>Events that came together: what they teach about sessions is known before the first of them is judged.</summary>
internal sealed class TurnSlice(IReadOnlyList<WaitingEvent> events, EntryComposer composer)
{
    // So few are packed sooner by one thread than shared out.
    private const int FewEvents = 4;
    private (SessionBook Known, LearntSessions Learnt)? _learnt;

    /// <summary>The events in their order.</summary>
    public IReadOnlyList<WaitingEvent> Events => events;

    /// <summary>What they teach those who know this much.</summary>
    public LearntSessions Learn(SessionBook known)
    {
        if (_learnt is not var (before, learnt) || !ReferenceEquals(before, known))
        {
            learnt = composer.Learn(events.Select(waiting => waiting.Event), known);
            _learnt = (known, learnt);
        }

        return learnt;
    }

    /// <summary>Judges and packs them before their turn. What goes wrong is left to the turn, which tries it again and tells of it.</summary>
    /// <returns>What will be known after them.</returns>
    public Foresight LookAhead(Foresight known)
    {
        var sessions = Learn(known.Sessions).Book;
        var deviations = known.Deviations;
        foreach (var waiting in events)
        {
            deviations = waiting.TryJudgeAhead(deviations, sessions) ?? deviations;
        }

        Pack(events, waiting => waiting.TryPackAhead());
        return new(deviations, sessions);
    }

    /// <summary>Packs many events at the same time.</summary>
    public static void Pack(IReadOnlyList<WaitingEvent> events, Action<WaitingEvent> pack)
    {
        if (events.Count > FewEvents)
        {
            Parallel.ForEach(events, pack);
            return;
        }

        foreach (var waiting in events)
        {
            pack(waiting);
        }
    }
}

/// <summary>What a writer will know after the groups before, if they are committed and nothing comes between.</summary>
/// <param name="Deviations">What the cloud is believed to hold.</param>
/// <param name="Sessions">The sessions that events opened.</param>
internal readonly record struct Foresight(DeviationBook Deviations, SessionBook Sessions);
