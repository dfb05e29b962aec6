using DriftStream.Core.CloudTrail.Sessions;

namespace DriftStream.Replay.Ordering;

/// <summary>The sessions that matter, made known in the order of their time.</summary>
internal sealed class SessionsInOrder(JudgeDoor door, ISortedRun openings)
{
    private SessionBook _book = SessionBook.Empty;
    private bool _hasNext = openings.MoveNext();

    /// <summary>What is known at that time. A session may be opened and used in one second, so the whole second counts.</summary>
    public SessionBook Until(long ticks)
    {
        for (; _hasNext && openings.Current.Ticks <= ticks; _hasNext = openings.MoveNext())
        {
            _book = _book.With(door.Read(openings.Current.Payload.ToArray()));
        }

        return _book;
    }
}
