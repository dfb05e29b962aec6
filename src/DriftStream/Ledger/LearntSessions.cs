using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;

namespace DriftStream.Ledger;

/// <summary>What a group of events taught about sessions.</summary>
/// <param name="Book">The book with it.</param>
/// <param name="New">What the book did not hold before, or not as well.</param>
/// <param name="ForgetBefore">What ends earlier no longer matters, or had no place in the book.</param>
internal sealed record LearntSessions(SessionBook Book, IReadOnlyList<OpenedSession> New, DateTimeOffset ForgetBefore)
{
    /// <summary>Learns from all events of a group at once: which of them comes first, only their delivery decided.</summary>
    public static LearntSessions From(IEnumerable<CloudTrailEvent> events, SessionBook known, DateTimeOffset now)
    {
        var (book, learnt, latest) = (known, new List<OpenedSession>(), DateTimeOffset.MinValue);
        foreach (var change in events)
        {
            latest = change.Time > latest ? change.Time : latest;
            if (SessionBook.OpenedBy(change) is { } session && book.With(session) is var with && !ReferenceEquals(with, book))
            {
                learnt.Add(session);
                book = with;
            }
        }

        // By the events' time, as old ones may be delivered again; a time in the future makes nothing forgotten.
        var before = latest < now ? latest : now;
        book = book.At(before);
        return new(book, learnt, book.FirstEndWhenFull is { } first && first > before ? first : before);
    }
}
