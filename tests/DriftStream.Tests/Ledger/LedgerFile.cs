using System.Data.Common;
using DriftStream.Ledger;
using Microsoft.Data.Sqlite;

namespace DriftStream.Tests.Ledger;

/// <summary>A ledger in a folder of its own.</summary>
internal sealed class LedgerFile : LedgerUnderTest
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("driftstream-ledger-");

    public LedgerFile() => Options = new() { Url = $"sqlite:{Path}", BusyLimit = TimeSpan.FromMilliseconds(200) };

    public string Path => System.IO.Path.Combine(_folder.FullName, "driftstream.db");

    public override LedgerOptions Options { get; }

    public override DbConnection Connect() => Open();

    public SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        return connection;
    }

    public override void Refuse(string table, string? eventId = null) =>
        Do($"create trigger stop before insert on {table} {(eventId is null ? "" : $"when new.event_id = '{eventId}'")} begin select raise(abort, 'no'); end");

    public override void Allow(string table) => Do("drop trigger stop");

    /// <summary>All bytes of the ledger, its log included.</summary>
    public byte[] Bytes() => [.. _folder.EnumerateFiles().Where(f => !f.Name.EndsWith(".lock", StringComparison.Ordinal)).SelectMany(Read)];

    public override void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    private static byte[] Read(FileInfo file)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
