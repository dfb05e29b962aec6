using DriftStream.Core.Feeds;
using DriftStream.Core.Judging;
using DriftStream.Ledger;

namespace DriftStream.Gaps;

/// <summary>Brings the ledger's gaps up to what was found at one moment, and writes what people are to be told of it.</summary>
internal sealed class GapBook(GapOptions options)
{
    private const int MostNamed = 5;
    private readonly HashSet<string> _mine = [];

    /// <summary>How long another process may not have seen a gap before it counts as over.</summary>
    private TimeSpan Forgotten => options.Patience + (options.LookEvery * 3);

    /// <summary>Opens what is new, ends what is over.</summary>
    public GapChanges Update(LedgerTurn turn, IReadOnlyList<Gap> found, IReadOnlyDictionary<FeedPlace, Rhythm> heard, DateTimeOffset now)
    {
        var open = GapRows.Open(turn);
        var opened = new List<Gap>();
        foreach (var gap in found)
        {
            if (open.Find(known => known.Kind == gap.Kind.ToString() && known.Subject == gap.Subject) is { } known)
            {
                GapRows.Keep(turn, known, gap, now);
                _mine.Add(known.Id);
            }
            else
            {
                _mine.Add(GapRows.Add(turn, gap, now).Id);
                opened.Add(gap);
            }
        }

        var ended = open.Where(known => IsOver(known, found, heard, now)).ToList();
        foreach (var over in ended)
        {
            GapRows.End(turn, over, now);
            _mine.Remove(over.Id);
        }

        Tell(turn, opened, ended, heard, now);
        return new(opened, ended);
    }

    private bool IsOver(OpenGap known, IReadOnlyList<Gap> found, IReadOnlyDictionary<FeedPlace, Rhythm> heard, DateTimeOffset now)
    {
        if (known is { IsSilence: true, Place: { } place })
        {
            return heard.TryGetValue(place, out var rhythm) && rhythm.Last > known.Began;
        }

        return !found.Any(gap => gap.Kind.ToString() == known.Kind && gap.Subject == known.Subject)
            && (_mine.Contains(known.Id) || now.ToUnixTimeMilliseconds() - known.SeenAt > Forgotten.TotalMilliseconds);
    }

    // Places that fall silent together have one cause, and one message.
    private static void Tell(LedgerTurn turn, List<Gap> opened, List<OpenGap> ended, IReadOnlyDictionary<FeedPlace, Rhythm> heard, DateTimeOffset now)
    {
        foreach (var together in opened.GroupBy(gap => gap.Kind))
        {
            var gaps = together.ToList();
            NoticeRows.Add(turn, gaps is [var only] ? Of(only, now) : Of(gaps, now), now);
        }

        foreach (var together in ended.GroupBy(gap => gap.Kind))
        {
            NoticeRows.Add(turn, Over([.. together], heard, now), now);
        }
    }

    private static Notice Of(Gap gap, DateTimeOffset now) => new(Id([gap.Subject], $"{gap.Kind}", now), gap.Severity, gap.Headline, gap.Sentence);

    private static Notice Of(List<Gap> gaps, DateTimeOffset now) => new(
        Id(gaps.Select(g => g.Subject), $"{gaps[0].Kind}", now),
        gaps.Max(g => g.Severity),
        gaps[0].Kind == GapKind.Silence ? $"No events from {gaps.Count} places" : $"{gaps[0].Headline}, and {gaps.Count - 1} more",
        $"{Some(gaps.Select(g => g.Headline))} {gaps[0].Sentence}");

    private static Notice Over(List<OpenGap> gaps, IReadOnlyDictionary<FeedPlace, Rhythm> heard, DateTimeOffset now)
    {
        var names = Some(gaps.Select(g => g.Subject));
        var silence = gaps[0].IsSilence;
        var headline = silence
            ? gaps.Count == 1 ? $"{gaps[0].Subject} speaks again" : $"{gaps.Count} places speak again"
            : gaps.Count == 1 ? $"Over: {Before(gaps[0].Sentence)}" : $"Over: {Before(gaps[0].Sentence)}, and {gaps.Count - 1} more";
        var lasted = Duration.Of((silence && gaps[0].Place is { } place ? heard[place].Last : now) - gaps[0].Began);
        return new(
            Id(gaps.Select(g => g.Id), "over", now),
            Severity.Info,
            headline,
            $"{names} It lasted {lasted}. {(silence ? "Events of that time are fetched from CloudTrail where that is allowed; see the health card." : "")}".TrimEnd());
    }

    private static string Id(IEnumerable<string> parts, string kind, DateTimeOffset now) => StableId.From("N-", [kind, .. parts, $"{now.ToUnixTimeMilliseconds()}"]);

    private static string Some(IEnumerable<string> names)
    {
        var all = names.ToList();
        return $"{string.Join(", ", all.Take(MostNamed))}{(all.Count > MostNamed ? $" and {all.Count - MostNamed} more" : "")}.";
    }

    private static string Before(string sentence) => sentence[..Math.Max(1, sentence.IndexOf('.', StringComparison.Ordinal))];
}

/// <summary>What became of gaps at one moment.</summary>
/// <param name="Opened">New ones.</param>
/// <param name="Ended">Those that are over.</param>
internal sealed record GapChanges(IReadOnlyList<Gap> Opened, IReadOnlyList<OpenGap> Ended);
