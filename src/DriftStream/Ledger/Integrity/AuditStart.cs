using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace DriftStream.Ledger.Integrity;

/// <summary>Begins the chain of a ledger that has none yet.</summary>
internal static class AuditStart
{
    /// <summary>Refuses to go on where others keep a chain and this process could not.</summary>
    /// <exception cref="LedgerUnavailableException">There is a chain, and no key.</exception>
    public static void Check(AuditKey? key, AuditHead head, string place)
    {
        if (key is null && head.Number > 0)
        {
            throw new LedgerUnavailableException(
                $"The ledger at {place} keeps an audit chain and Ledger:AuditKey is not set: whatever this process recorded would look inserted by hand. " +
                "Nothing was started; give it the key that the other processes have.");
        }
    }

    /// <summary>The key that the last row was made with, where it is not this one; null where it is, or there is no row.</summary>
    public static string? OtherKey(AuditKey key, DbConnection connection) =>
        connection.QueryFirstOrDefault<string>("select key_id from audit order by number desc limit 1") is { } last && last != key.Id ? last : null;

    /// <summary>Notes what was there before, unless the chain has begun.</summary>
    public static void Begin(LedgerTurn turn)
    {
        if (turn.Head.Number == 0)
        {
            var before = new AuditBeginning(Count("processed_event"), Count("finding"), Count("drift")) { Decisions = Count("decision") };
            turn.Note(AuditKind.Begin, "", JsonSerializer.Serialize(before, AuditJson.Default.AuditBeginning));
        }

        long Count(string table) => turn.Connection.ExecuteScalar<long>($"select count(*) from {table}", transaction: turn.Transaction);
    }
}
