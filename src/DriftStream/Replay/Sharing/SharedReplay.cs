using System.Data.Common;
using Dapper;
using DriftStream.Ledger;
using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Sharing;

/// <summary>One shared replay in the ledger, on a connection of its own. For one thread at a time.</summary>
internal sealed class SharedReplay(LedgerDatabase ledger, string id, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan StaleAfter = TimeSpan.FromDays(30);
    private readonly DbConnection _connection = ledger.OpenForWriting();

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>What is asked; null where the ledger knows no such replay.</summary>
    public SharedQuestion? Question() => Ask(connection =>
        connection.ExecuteScalar<string?>("select question from shared_replay where id = @id", new { id }) is { } json ? SharedQuestion.FromJson(json) : null);

    /// <summary>Begins the replay, or goes on with it: what was read of an object that is still the same need not be read again.</summary>
    /// <returns>How many objects were read before.</returns>
    public long Begin(SharedQuestion question, string keyPrint, IReadOnlyList<ArchiveObject> objects) => Write((connection, transaction) =>
    {
        RemoveStale(connection, transaction, time);
        if (connection.ExecuteScalar<string?>("select key_print from shared_replay where id = @id for update", new { id }, transaction) is { } print && print != keyPrint)
        {
            // Nobody can open it any more.
            Remove(connection, transaction, [id]);
        }

        connection.Execute(
            """
            insert into shared_replay(id, question, key_print, began_at, used_at) values (@id, @json, @keyPrint, @Now, @Now)
            on conflict (id) do update set used_at = excluded.used_at
            """,
            new { id, json = question.ToJson(), keyPrint, Now },
            transaction);
        Add(connection, transaction, objects);
        return connection.ExecuteScalar<long>("select count(*) from shared_object where replay = @id and read_at is not null", new { id }, transaction);
    });

    /// <summary>The objects that nobody has read yet, among some.</summary>
    public IReadOnlyList<SharedObject> Unread(long first, long last) => Ask(connection => connection.Query<SharedObject>(
        "select number, name, key, etag, size from shared_object where replay = @id and read_at is null and number between @first and @last order by number",
        new { id, first, last }).ToList());

    /// <summary>Keeps what some objects gave, once: where somebody was faster, nothing is written. All of it in one commit, which costs more than most objects.</summary>
    /// <returns>Of how many nobody was faster.</returns>
    public int Keep(IReadOnlyList<(SharedObject Read, ScannedObject Scanned)> objects, string reader) => Write((connection, transaction) =>
    {
        var first = objects.Count(o => Keep(connection, transaction, o.Read, o.Scanned));
        See(connection, transaction, reader);
        return first;
    });

    /// <summary>Notes that an object could not be read.</summary>
    /// <returns>How often that was tried so far.</returns>
    public long Failed(SharedObject read, string problem, string reader) => Write((connection, transaction) =>
    {
        See(connection, transaction, reader);
        return connection.ExecuteScalar<long>(
            "update shared_object set tries = tries + 1, problem = @problem where replay = @id and number = @Number returning tries",
            new { id, read.Number, problem },
            transaction);
    });

    /// <summary>Notes that a machine is there.</summary>
    public void See(string reader) => Write((connection, transaction) =>
    {
        See(connection, transaction, reader);
        return true;
    });

    /// <summary>How far it is; null where there is no such replay, any more or at all.</summary>
    public SharedProgress? Progress() => Ask(connection => connection.QuerySingleOrDefault<SharedProgress>(
        """
        select (select count(*) from shared_object where replay = @id) Objects,
               (select count(*) from shared_object where replay = @id and read_at is not null) ObjectsRead,
               (select cast(coalesce(sum(size), 0) as bigint) from shared_object where replay = @id and read_at is not null) BytesRead,
               (select cast(coalesce(sum(tries), 0) as bigint) from shared_object where replay = @id) Failures,
               (select count(*) from shared_reader where replay = @id) Readers
        from shared_replay where id = @id
        """,
        new { id }));

    /// <summary>What was counted, object by object.</summary>
    public IEnumerable<ObjectReading> Readings() =>
        _connection.Query<string>("select reading from shared_object where replay = @id order by number", new { id }, buffered: false).Select(ObjectReading.FromJson);

    /// <summary>What was kept, part by part: what is kept of all objects may be more than fits into memory.</summary>
    public IEnumerable<(long Object, long Part, byte[] Content)> Kept() =>
        _connection.Query<(long, long, byte[])>("select object, part, content from shared_kept where replay = @id order by object, part", new { id }, buffered: false);

    /// <summary>What each object is known by.</summary>
    public IReadOnlyDictionary<long, string> Keys() => Ask(connection =>
        connection.Query<(long Number, string Key)>("select number, key from shared_object where replay = @id", new { id }).ToDictionary(o => o.Number, o => o.Key));

    /// <summary>Notes that it is still wanted.</summary>
    public void Touch() => Write((connection, transaction) => connection.Execute("update shared_replay set used_at = @Now where id = @id", new { id, Now }, transaction));

    /// <summary>Removes all that is known of it.</summary>
    public void Remove() => Write((connection, transaction) => Remove(connection, transaction, [id]));

    /// <summary>Removes what nobody has asked for in a long time.</summary>
    public static void RemoveStale(DbConnection connection, DbTransaction transaction, TimeProvider time)
    {
        var before = (time.GetUtcNow() - StaleAfter).ToUnixTimeMilliseconds();
        Remove(connection, transaction, connection.Query<string>("select id from shared_replay where used_at < @before", new { before }, transaction));
    }

    public void Dispose() => _connection.Dispose();

    private static int Remove(DbConnection connection, DbTransaction transaction, IEnumerable<string> ids)
    {
        var gone = ids.Select(id => new { id }).ToList();
        connection.Execute("delete from shared_kept where replay = @id", gone, transaction);
        connection.Execute("delete from shared_object where replay = @id", gone, transaction);
        connection.Execute("delete from shared_reader where replay = @id", gone, transaction);
        return connection.Execute("delete from shared_replay where id = @id", gone, transaction);
    }

    private void Add(DbConnection connection, DbTransaction transaction, IReadOnlyList<ArchiveObject> objects)
    {
        var known = connection.Query<SharedObject>("select number, name, key, etag, size from shared_object where replay = @id", new { id }, transaction)
            .ToDictionary(o => o.Key, StringComparer.Ordinal);
        var next = known.Values.Select(o => o.Number + 1).DefaultIfEmpty().Max();
        var same = objects.Where(o => known.TryGetValue(o.Key, out var before) && before.ETag is not null && before.ETag == o.ETag).Select(o => o.Key).ToHashSet(StringComparer.Ordinal);
        var gone = known.Values.Where(o => !same.Contains(o.Key)).Select(o => new { id, o.Number }).ToList();
        connection.Execute("delete from shared_kept where replay = @id and object = @Number", gone, transaction);
        connection.Execute("delete from shared_object where replay = @id and number = @Number", gone, transaction);
        connection.Execute(
            "insert into shared_object(replay, number, name, key, etag, size) values (@id, @Number, @Name, @Key, @ETag, @Size)",
            objects.Where(o => !same.Contains(o.Key)).Select(o => new { id, Number = next++, o.Name, o.Key, o.ETag, o.Size }),
            transaction);
    }

    private bool Keep(DbConnection connection, DbTransaction transaction, SharedObject read, ScannedObject scanned)
    {
        var isFirst = connection.Execute(
            "update shared_object set read_at = @Now, reading = @json where replay = @id and number = @Number and etag is not distinct from @ETag and read_at is null",
            new { id, read.Number, read.ETag, Now, json = scanned.Reading.ToJson() },
            transaction) == 1;
        if (isFirst)
        {
            connection.Execute(
                "insert into shared_kept(replay, object, part, content) values (@id, @Number, @part, @content)",
                scanned.Parts.Select((content, part) => new { id, read.Number, part = (long)part, content }),
                transaction);
        }

        return isFirst;
    }

    private void See(DbConnection connection, DbTransaction transaction, string reader) => connection.Execute(
        "insert into shared_reader(replay, reader, seen_at) values (@id, @reader, @Now) on conflict (replay, reader) do update set seen_at = excluded.seen_at",
        new { id, reader, Now },
        transaction);

    private T Ask<T>(Func<DbConnection, T> question)
    {
        try
        {
            return question(_connection);
        }
        catch (DbException failure)
        {
            throw ledger.Explain(failure);
        }
    }

    private T Write<T>(Func<DbConnection, DbTransaction, T> work) => Ask(connection =>
    {
        using var transaction = ledger.Begin(connection);
        var result = work(connection, transaction);
        transaction.Commit();
        return result;
    });
}
