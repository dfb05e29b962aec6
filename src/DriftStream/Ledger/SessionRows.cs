using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using DriftStream.Core.CloudTrail.Sessions;

namespace DriftStream.Ledger;

/// <summary>The book of sessions as rows.</summary>
internal static class SessionRows
{
    private static readonly RowText Written = RowText.Insert<Row>(
        "session",
        "access_key Key, matters_until MattersUntil, json Json, turn Turn",
        "on conflict(access_key) do update set matters_until = excluded.matters_until, json = excluded.json, turn = excluded.turn");

    private static readonly RowText Forgotten = RowText.Each<Row>("delete from session where matters_until < @MattersUntil", nameof(Row.MattersUntil));

    /// <summary>The book that was committed last.</summary>
    public static SessionBook Load(DbConnection connection) =>
        Read(connection.Query<string>("select json from session order by matters_until, access_key")).Aggregate(SessionBook.Empty, (book, session) => book.With(session));

    /// <summary>The sessions that were written after a turn.</summary>
    public static IEnumerable<OpenedSession> LoadSince(long turn, DbConnection connection, DbTransaction transaction) =>
        Read(connection.Query<string>("select json from session where turn > @turn order by matters_until, access_key", new { turn }, transaction));

    /// <summary>The rows that write what was learnt and delete what no longer matters.</summary>
    public static IEnumerable<PendingRows> Save(LearntSessions learnt, long turn) =>
    [
        new(Written, [.. learnt.New.GroupBy(s => s.Key).Select(g => g.Last()).Select(s => new Row(s.Key, s.MattersUntil.ToUnixTimeMilliseconds(), JsonSerializer.Serialize(s, SessionJson.Default.OpenedSession), turn))]),
        new(Forgotten, [new Row("", learnt.ForgetBefore.ToUnixTimeMilliseconds(), "", turn)]),
    ];

    private static IEnumerable<OpenedSession> Read(IEnumerable<string> rows) => rows.Select(json => JsonSerializer.Deserialize(json, SessionJson.Default.OpenedSession)!);

    private sealed record Row(string Key, long MattersUntil, string Json, long Turn);
}

/// <summary>How a session is written into its row.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, IgnoreReadOnlyProperties = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpenedSession))]
internal sealed partial class SessionJson : JsonSerializerContext;
