using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Lives;
using DriftStream.Core.Matching;

namespace DriftStream.Replay.AsOf;

/// <summary>Goes through the eras of the states while events are judged in their order, and compares open drifts anew with every era, as the service does with every new serial.</summary>
internal sealed class EraWalk(StateEras eras)
{
    private readonly Dictionary<string, (string Type, string? Id)> _known = new(StringComparer.Ordinal);
    private readonly EventCatalog _catalog = EventCatalog.Load();
    private readonly SettledDrifts _settled = new(EventCatalog.Load());
    private int _era = -1;

    /// <summary>What became of drifts because the states changed, in order.</summary>
    public List<PastFate> Fates { get; } = [];

    /// <summary>When the first event happened; null where there was none.</summary>
    public DateTimeOffset? First { get; private set; }

    /// <summary>Whether a moment lies in a later era than the one that was reached.</summary>
    public bool IsDue(long ticks) => eras.EraOf(ticks) > _era;

    /// <summary>Goes on to the era of a moment.</summary>
    /// <returns>The book from then on.</returns>
    public DeviationBook MoveTo(long ticks, DeviationBook book)
    {
        var last = eras.EraOf(ticks);
        First ??= new DateTimeOffset(ticks, TimeSpan.Zero);
        for (_era = _era < 0 ? last : _era; _era < last; _era++)
        {
            book = Compared(book);
        }

        return book;
    }

    /// <summary>Goes on to the last era.</summary>
    public DeviationBook Conclude(DeviationBook book) => _era < 0 ? book : MoveTo(DateTimeOffset.MaxValue.UtcTicks, book);

    /// <summary>Remembers which resource a drift is about.</summary>
    public void Note(Finding finding)
    {
        if (finding is { Drift: { } drift, Resource: { Address: not null } resource })
        {
            _known[drift] = (resource.Type, resource.Id);
        }
    }

    private DeviationBook Compared(DeviationBook book)
    {
        var open = OpenIn(book);
        if (open.Count == 0)
        {
            _known.Clear();
            _settled.Clear();
            return book;
        }

        StateIndex before = eras.InEra(_era), after = eras.InEra(_era + 1);
        var due = open.GroupBy(d => d.Address).Select(g => (Address: g.Key, Drifts: g.ToList())).Where(g => !_settled.Covers(g.Address, g.Drifts, book, before, after)).ToList();
        var compared = new Recomparison(_catalog, before, after).Of(book, due.SelectMany(g => g.Drifts));
        due.ForEach(g => _settled.Note(g.Address, g.Drifts, book, compared));
        Fates.AddRange(compared.Fates.Select(fate => new PastFate(eras.BeginOf(_era + 1).AddSeconds(-1), fate)));
        return compared.Deviations;
    }

    private List<TrackedDrift> OpenIn(DeviationBook book) =>
    [
        .. book.All.SelectMany(pair => pair.Value.Where(d => d.IsOpen).Select(d => (d.Drift, Address: pair.Key))).Where(d => _known.ContainsKey(d.Drift)).Distinct()
            .Select(d => new TrackedDrift(d.Drift, d.Address, _known[d.Drift].Type, _known[d.Drift].Id)),
    ];
}

/// <summary>What became of a drift because a state changed.</summary>
/// <param name="Time">The second in which the state was written.</param>
/// <param name="Fate">What became of it.</param>
internal sealed record PastFate(DateTimeOffset Time, DriftFate Fate);
