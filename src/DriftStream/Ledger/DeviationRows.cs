using System.Collections.Immutable;
using System.Text;
using Dapper;
using DriftStream.Core.Judging;
using DriftStream.Core.Values;
using Microsoft.Data.Sqlite;

namespace DriftStream.Ledger;

/// <summary>The book of deviations as rows.</summary>
internal static class DeviationRows
{
    /// <summary>The book that was committed last.</summary>
    public static DeviationBook Load(SqliteConnection connection)
    {
        var rows = connection.Query<Row>(
            """
            select state State, lineage Lineage, address Address, path Path, element Element, in_state InState, in_cloud InCloud,
                   hidden Hidden, decided Decided, event_id EventId, drift_id DriftId, is_open IsOpen
            from deviation order by state, lineage, address, position
            """);
        return rows
            .GroupBy(r => new DriftAddress(r.State, r.Lineage, r.Address))
            .Aggregate(DeviationBook.Empty, (book, group) => book.With(group.Key, group.Select(r => r.ToDeviation()).ToImmutableList()));
    }

    /// <summary>Writes an address's deviations anew.</summary>
    public static void Save(SqliteConnection connection, SqliteTransaction transaction, DriftAddress address, ImmutableList<Deviation> deviations)
    {
        connection.Execute(
            "delete from deviation where state = @State and lineage = @Lineage and address = @Address",
            new { address.State, address.Lineage, address.Address },
            transaction);
        connection.Execute(
            """
            insert into deviation(state, lineage, address, position, path, element, in_state, in_cloud, hidden, decided, event_id, drift_id, is_open)
            values (@State, @Lineage, @Address, @Position, @Path, @Element, @InState, @InCloud, @Hidden, @Decided, @EventId, @DriftId, @IsOpen)
            """,
            deviations.Select((d, i) => Row.Of(address, i, d)),
            transaction);
    }

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
            IsOpen == 1);

        // No JSON text can stand for a hidden value, so SQL's null does; JSON's null stays the text "null".
        private static string? Json(Value value) => value.IsHidden ? null : ValueWriter.ToJson(value);

        private Value Read(string? json) => json is not null ? ValueReader.Read(Encoding.UTF8.GetBytes(json)) : Hidden == 1 ? Value.Null : Value.Hidden;
    }
}
