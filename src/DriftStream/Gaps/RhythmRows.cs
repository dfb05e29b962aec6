using System.Globalization;
using Dapper;
using DriftStream.Core.Feeds;
using DriftStream.Ledger;

namespace DriftStream.Gaps;

/// <summary>How each place usually speaks, in the ledger: one row for each.</summary>
internal static class RhythmRows
{
    /// <summary>What is known of every place.</summary>
    public static Dictionary<FeedPlace, Rhythm> Load(LedgerTurn turn) => turn.Connection.Query<Row>(
        "select account Account, region Region, first_heard First, last_heard Last, heard Heard, pauses Pauses from feed_rhythm",
        transaction: turn.Transaction).ToDictionary(row => new FeedPlace(row.Account, row.Region), row => row.ToRhythm());

    /// <summary>Writes what is known of a place.</summary>
    public static void Save(LedgerTurn turn, FeedPlace place, Rhythm rhythm) => turn.Connection.Execute(
        """
        insert into feed_rhythm(account, region, first_heard, last_heard, heard, pauses) values (@Account, @Region, @First, @Last, @Heard, @Pauses)
        on conflict(account, region) do update set
          first_heard = excluded.first_heard, last_heard = excluded.last_heard, heard = excluded.heard, pauses = excluded.pauses
        """,
        new
        {
            place.Account,
            place.Region,
            First = rhythm.First.ToUnixTimeMilliseconds(),
            Last = rhythm.Last.ToUnixTimeMilliseconds(),
            rhythm.Heard,
            Pauses = string.Join(' ', rhythm.Pauses.Select(p => string.Create(CultureInfo.InvariantCulture, $"{(long)p.Length.TotalMilliseconds}@{p.At.ToUnixTimeSeconds()}"))),
        },
        turn.Transaction);

    private sealed class Row
    {
        public string Account { get; init; } = "";

        public string Region { get; init; } = "";

        public long First { get; init; }

        public long Last { get; init; }

        public long Heard { get; init; }

        public string Pauses { get; init; } = "";

        public Rhythm ToRhythm() => new(
            DateTimeOffset.FromUnixTimeMilliseconds(First), DateTimeOffset.FromUnixTimeMilliseconds(Last), Heard, [.. Pauses.Split(' ').Select(Pause)]);

        private static UsualPause Pause(string text)
        {
            var at = text.IndexOf('@', StringComparison.Ordinal);
            return new(
                TimeSpan.FromMilliseconds(long.Parse(text.AsSpan(0, at), CultureInfo.InvariantCulture)),
                DateTimeOffset.FromUnixTimeSeconds(long.Parse(text.AsSpan(at + 1), CultureInfo.InvariantCulture)));
        }
    }
}
