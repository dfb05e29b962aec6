using DriftStream.Core.CloudTrail.Sessions;

namespace DriftStream.Replay;

/// <summary>The sessions that past events opened, made known in the order of their time.</summary>
internal sealed class PastSessions(List<OpenedSession> sessions)
{
    private readonly List<OpenedSession> _inOrder = [.. sessions.OrderBy(s => s.OpenedAt).ThenBy(s => s.EventId, StringComparer.Ordinal)];
    private SessionBook _book = SessionBook.Empty;
    private int _known;

    /// <summary>What is known at that time. A session may be opened and used in one second, so the whole second counts.</summary>
    public SessionBook Until(DateTimeOffset time)
    {
        for (; _known < _inOrder.Count && _inOrder[_known].OpenedAt <= time; _known++)
        {
            _book = _book.With(_inOrder[_known]);
        }

        return _book;
    }
}
