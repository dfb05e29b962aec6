using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using DriftStream.Core.CloudTrail.Sessions;
using Microsoft.Data.Sqlite;

namespace DriftStream.Ledger;

/// <summary>The book of sessions as rows.</summary>
internal static class SessionRows
{
    /// <summary>The book that was committed last.</summary>
    public static SessionBook Load(SqliteConnection connection) => connection
        .Query<string>("select json from session order by matters_until, access_key")
        .Select(json => JsonSerializer.Deserialize(json, SessionJson.Default.OpenedSession)!)
        .Aggregate(SessionBook.Empty, (book, session) => book.With(session));

    /// <summary>Writes what was learnt and deletes what no longer matters.</summary>
    public static void Save(SqliteConnection connection, SqliteTransaction transaction, LearntSessions learnt)
    {
        connection.Execute(
            """
            insert into session(access_key, matters_until, json) values (@Key, @MattersUntil, @Json)
            on conflict(access_key) do update set matters_until = excluded.matters_until, json = excluded.json
            """,
            learnt.New.Select(s => new { s.Key, MattersUntil = s.MattersUntil.ToUnixTimeMilliseconds(), Json = JsonSerializer.Serialize(s, SessionJson.Default.OpenedSession) }),
            transaction);
        connection.Execute(
            "delete from session where matters_until < @before",
            new { before = learnt.ForgetBefore.ToUnixTimeMilliseconds() },
            transaction);
    }
}

/// <summary>How a session is written into its row.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenedSession))]
internal sealed partial class SessionJson : JsonSerializerContext;
