using System.Collections.Immutable;

namespace DriftStream.Core.CloudTrail.Sessions;

/// <summary>The sessions that earlier events opened, by their access key ids; immutable: learning of one gives a new book.</summary>
/// <remarks>It holds <see cref="Limit"/> sessions at most, some tens of megabytes; the one that expires first goes first.</remarks>
public sealed class SessionBook
{
    /// <summary>How many sessions a book holds.</summary>
    public const int Limit = 50_000;

    /// <summary>How many openings a chain has at most. AWS lets a role's session take on another role for an hour at a time, as often as it likes; nobody reads longer chains.</summary>
    public const int LongestChain = 8;

    private readonly ImmutableDictionary<string, OpenedSession> _byKey;
    private readonly ImmutableSortedSet<(DateTimeOffset Ends, string Key)> _byEnd;
    private readonly int _limit;

    private SessionBook(ImmutableDictionary<string, OpenedSession> byKey, ImmutableSortedSet<(DateTimeOffset Ends, string Key)> byEnd, int limit) =>
        (_byKey, _byEnd, _limit) = (byKey, byEnd, limit);

    /// <summary>The book before the first event.</summary>
    public static SessionBook Empty { get; } = Of(Limit);

    /// <summary>Everything in the book, in no order.</summary>
    public IEnumerable<OpenedSession> All => _byKey.Values;

    /// <summary>How many sessions it holds.</summary>
    public int Count => _byKey.Count;

    /// <summary>The first end among its sessions, once the book is full: what ends earlier has no place in it any more.</summary>
    public DateTimeOffset? FirstEndWhenFull => Count < _limit ? null : _byEnd.Min.Ends;

    /// <summary>The session that an event opened; null for an event that opened none. Cheap for all events but those of STS.</summary>
    public static OpenedSession? OpenedBy(CloudTrailEvent change) => SessionOpening.Read(change);

    /// <summary>By what the session that the event was made in is looked for: its access key id, and its place. Null where the record has none.</summary>
    public static (string? Key, string? Place) UsedBy(CloudTrailEvent change) =>
        (SessionKey.Of(change.Identity.AccessKeyId), SessionKey.Place(change.Identity.Arn, change.Identity.SessionOpened));

    /// <summary>The keys by which a book is asked about the session that an event was made in.</summary>
    public static IEnumerable<string> AskedBy(CloudTrailEvent change) =>
        Keys(SessionKey.Of(change.Identity.AccessKeyId), SessionKey.Place(change.Identity.Arn, change.Identity.SessionOpened));

    /// <summary>The keys by which a book is asked about the session that another was opened in.</summary>
    public static IEnumerable<string> AskedBy(OpenedSession session) => Keys(session.Opener.Key, session.Opener.Place);

    /// <summary>The book with the session that the event opened, if it opened one.</summary>
    public SessionBook With(CloudTrailEvent change) => OpenedBy(change) is { } session ? With(session) : this;

    /// <summary>The book with one more session. Where two records tell of one session, the one that names its opener counts.</summary>
    public SessionBook With(OpenedSession session)
    {
        if (_byKey.TryGetValue(session.Key, out var known))
        {
            return IsBetter(session, known) ? new(_byKey.SetItem(session.Key, session), _byEnd.Remove(EndOf(known)).Add(EndOf(session)), _limit) : this;
        }

        var (byKey, byEnd) = (_byKey.Add(session.Key, session), _byEnd.Add(EndOf(session)));
        return byKey.Count <= _limit ? new(byKey, byEnd, _limit) : new(byKey.Remove(byEnd.Min.Key), byEnd.Remove(byEnd.Min), _limit);
    }

    /// <summary>The book without what can no longer matter at that time.</summary>
    public SessionBook At(DateTimeOffset now)
    {
        var (byKey, byEnd) = (_byKey, _byEnd);
        while (!byEnd.IsEmpty && byEnd.Min.Ends < now)
        {
            (byKey, byEnd) = (byKey.Remove(byEnd.Min.Key), byEnd.Remove(byEnd.Min));
        }

        return byKey == _byKey ? this : new(byKey, byEnd, _limit);
    }

    internal static SessionBook Of(int limit) => new(
        ImmutableDictionary<string, OpenedSession>.Empty,
        ImmutableSortedSet.Create<(DateTimeOffset Ends, string Key)>(
            Comparer<(DateTimeOffset Ends, string Key)>.Create((a, b) => a.Ends != b.Ends ? a.Ends.CompareTo(b.Ends) : string.CompareOrdinal(a.Key, b.Key))),
        limit);

    /// <summary>How a session came about, from its own opening outward; empty where the book does not know.</summary>
    internal List<OpenedSession> Openings(UserIdentity identity, DateTimeOffset at)
    {
        var openings = new List<OpenedSession>();
        var next = Find(SessionKey.Of(identity.AccessKeyId), SessionKey.Place(identity.Arn, identity.SessionOpened), at);
        while (next is not null && openings.Count < LongestChain && !openings.Contains(next))
        {
            openings.Add(next);
            next = Find(next.Opener.Key, next.Opener.Place, next.OpenedAt);
        }

        return openings;
    }

    private static IEnumerable<string> Keys(params string?[] keys) => keys.OfType<string>();

    private OpenedSession? Find(string? key, string? place, DateTimeOffset at) => Find(key, at) ?? Find(place, at);

    private OpenedSession? Find(string? key, DateTimeOffset at) =>
        key is not null && _byKey.TryGetValue(key, out var session) && session.OpenedAt <= at && at <= session.ExpiresAt ? session : null;

    // The account of a role taken on across accounts records only the caller's account. Of equals the first counts, whatever their order.
    private static bool IsBetter(OpenedSession session, OpenedSession known)
    {
        var (names, named) = (session.Opener.Type != "AWSAccount", known.Opener.Type != "AWSAccount");
        return names != named ? names
            : session.OpenedAt != known.OpenedAt ? session.OpenedAt < known.OpenedAt
            : string.CompareOrdinal(session.EventId, known.EventId) < 0;
    }

    private static (DateTimeOffset Ends, string Key) EndOf(OpenedSession session) => (session.MattersUntil, session.Key);
}
