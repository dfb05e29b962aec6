using System.Collections.Immutable;
using System.Data.Common;
using System.Text;
using Dapper;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;

namespace DriftStream.Ledger;

/// <summary>The book of deviations as rows.</summary>
internal static class DeviationRows
{
    private const string Columns =
        "d.state State, d.lineage Lineage, d.address Address, d.path Path, d.element Element, d.in_state InState, d.in_cloud InCloud, " +
        "d.hidden Hidden, d.decided Decided, d.event_id EventId, d.drift_id DriftId, d.is_open IsOpen, d.held Held";

    private const string Order = "order by d.state, d.lineage, d.address, d.position";

    private static readonly RowText Shortened = RowText.Each<Row>(
        "delete from deviation where state = @State and lineage = @Lineage and address = @Address and position >= @Position",
        nameof(Row.State), nameof(Row.Lineage), nameof(Row.Address), nameof(Row.Position));

    private static readonly RowText Written = RowText.Insert<Row>(
        "deviation",
        Columns + ", d.position Position",
        """
        on conflict(state, lineage, address, position) do update set
          path = excluded.path, element = excluded.element, in_state = excluded.in_state, in_cloud = excluded.in_cloud, hidden = excluded.hidden,
          decided = excluded.decided, event_id = excluded.event_id, drift_id = excluded.drift_id, is_open = excluded.is_open, held = excluded.held
        """);

    private static readonly RowText Told = RowText.Insert<TurnRow>(
        "deviation_turn",
        "state State, lineage Lineage, address Address, turn Turn",
        "on conflict(state, lineage, address) do update set turn = excluded.turn");

    /// <summary>The book that was committed last.</summary>
    public static DeviationBook Load(DbConnection connection) =>
        With(DeviationBook.Empty, connection.Query<Row>($"select {Columns} from deviation d {Order}"));

    /// <summary>The book with what was written after a turn.</summary>
    public static DeviationBook Renew(DeviationBook book, long turn, DbConnection connection, DbTransaction transaction)
    {
        var addresses = connection.Query<Row>("select state State, lineage Lineage, address Address from deviation_turn where turn > @turn", new { turn }, transaction);
        var rows = connection.Query<Row>(
            $"""
            select {Columns} from deviation_turn t join deviation d on d.state = t.state and d.lineage = t.lineage and d.address = t.address
            where t.turn > @turn {Order}
            """,
            new { turn },
            transaction);
        return With(addresses.Aggregate(book, (renewed, row) => renewed.With(row.Owner(), [])), rows);
    }

    /// <summary>The deviations of one address.</summary>
    public static IEnumerable<Deviation> Of(DbConnection connection, DriftAddress address) => connection.Query<Row>(
        $"select {Columns} from deviation d where d.state = @State and d.lineage = @Lineage and d.address = @Address {Order}",
        new { address.State, address.Lineage, address.Address }).Select(r => r.ToDeviation());

    /// <summary>The rows that write addresses' deviations anew.</summary>
    /// <param name="addresses">The addresses.</param>
    /// <param name="stored">What the database holds.</param>
    /// <param name="now">What it is to hold.</param>
    public static IEnumerable<PendingRows> Save(IReadOnlyCollection<DriftAddress> addresses, DeviationBook stored, DeviationBook now) =>
    [
        new(Shortened, [.. addresses.Where(a => stored.Of(a).Count > now.Of(a).Count).Select(a => new Row { State = a.State, Lineage = a.Lineage, Address = a.Address, Position = now.Of(a).Count })]),
        new(Written, [.. addresses.SelectMany(a => now.Of(a).Select((d, i) => Row.Of(a, i, d)))]),
    ];

    /// <summary>The rows that tell other processes whose deviations a turn wrote.</summary>
    public static PendingRows Tell(IReadOnlyCollection<DriftAddress> addresses, long turn) =>
        new(Told, [.. addresses.Select(a => new TurnRow(a.State, a.Lineage, a.Address, turn))]);

    private static DeviationBook With(DeviationBook book, IEnumerable<Row> rows) => rows
        .GroupBy(row => row.Owner())
        .Aggregate(book, (filled, group) => filled.With(group.Key, group.Select(row => row.ToDeviation()).ToImmutableList()));

    private sealed record TurnRow(string State, string Lineage, string Address, long Turn);

    private sealed class Row
    {
        public string State { get; init; } = "";

        public string Lineage { get; init; } = "";

        public string Address { get; init; } = "";

        public long Position { get; init; }

        public string Path { get; init; } = "";

        public string Element { get; init; } = "";

        public string? InState { get; init; }

        public string? InCloud { get; init; }

        public long Hidden { get; init; }

        public long Decided { get; init; }

        public string EventId { get; init; } = "";

        public string DriftId { get; init; } = "";

        public long IsOpen { get; init; }

        public long Held { get; init; }

        public DriftAddress Owner() => new(State, Lineage, Address);

        public static Row Of(DriftAddress address, int position, Deviation deviation) => new()
        {
            State = address.State,
            Lineage = address.Lineage,
            Address = address.Address,
            Position = position,
            Path = deviation.Path,
            Element = deviation.Element,
            InState = deviation.Hidden ? null : Json(deviation.InState),
            InCloud = deviation.Hidden ? null : Json(deviation.InCloud),
            Hidden = deviation.Hidden ? 1 : 0,
            Decided = deviation.Decided.ToUnixTimeMilliseconds(),
            EventId = deviation.EventId,
            DriftId = deviation.Drift,
            IsOpen = deviation.IsOpen ? 1 : 0,
            Held = deviation.IsHeld ? 1 : 0,
        };

        public Deviation ToDeviation() => new(
            Path,
            Element,
            Read(InState),
            Read(InCloud),
            Hidden == 1,
            DateTimeOffset.FromUnixTimeMilliseconds(Decided),
            EventId,
            DriftId,
            IsOpen == 1)
        {
            IsHeld = Held == 1,
        };

        // No JSON text can stand for a hidden value, so SQL's null does; JSON's null stays the text "null".
        private static string? Json(Value value) => value.IsHidden ? null : ValueWriter.ToJson(value);

        private Value Read(string? json) => json is not null ? ValueReader.Read(Encoding.UTF8.GetBytes(json)) : Hidden == 1 ? Value.Null : Value.Hidden;
    }
}
