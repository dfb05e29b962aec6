using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using DriftStream.Core.CloudTrail.Sessions;

namespace DriftStream.Ledger;

/// <summary>The book of sessions as rows.</summary>
internal static class SessionRows
{
    /// <summary>The book that was committed last.</summary>
    public static SessionBook Load(DbConnection connection) =>
        Read(connection.Query<string>("select json from session order by matters_until, access_key")).Aggregate(SessionBook.Empty, (book, session) => book.With(session));

    /// <summary>The sessions that were written after a turn.</summary>
    public static IEnumerable<OpenedSession> LoadSince(long turn, DbConnection connection, DbTransaction transaction) =>
        Read(connection.Query<string>("select json from session where turn > @turn order by matters_until, access_key", new { turn }, transaction));

    /// <summary>Writes what was learnt and deletes what no longer matters.</summary>
    public static void Save(DbConnection connection, DbTransaction transaction, LearntSessions learnt, long turn)
    {
        connection.Execute(
            """
            insert into session(access_key, matters_until, json, turn) values (@Key, @MattersUntil, @Json, @turn)
            on conflict(access_key) do update set matters_until = excluded.matters_until, json = excluded.json, turn = excluded.turn
            """,
            learnt.New.Select(s => new { s.Key, MattersUntil = s.MattersUntil.ToUnixTimeMilliseconds(), Json = JsonSerializer.Serialize(s, SessionJson.Default.OpenedSession), turn }),
            transaction);
        connection.Execute(
            "delete from session where matters_until < @before",
            new { before = learnt.ForgetBefore.ToUnixTimeMilliseconds() },
            transaction);
    }

    private static IEnumerable<OpenedSession> Read(IEnumerable<string> rows) => rows.Select(json => JsonSerializer.Deserialize(json, SessionJson.Default.OpenedSession)!);
}

/// <summary>How a session is written into its row.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenedSession))]
internal sealed partial class SessionJson : JsonSerializerContext;
