using System.Data.Common;
using System.Globalization;
using Dapper;
using DriftStream.Ledger.Engines;

namespace DriftStream.Ledger;

/// <summary>The numbered SQL texts inside the program, each applied once, in order and whole.</summary>
internal static class Migrations
{
    private const string Folder = "DriftStream.Ledger.Migrations.";
    private const string RisingKey = "rising_key";

    /// <summary>The version of the tables that this program makes.</summary>
    public static long Newest => Known()[^1].Number;

    /// <summary>Applies what the database lacks.</summary>
    /// <exception cref="LedgerUnavailableException">The database has a migration that this version does not know.</exception>
    public static void Apply(DbConnection connection, ILedgerEngine engine, DateTimeOffset now)
    {
        connection.Execute("create table if not exists migration(number bigint primary key, name text not null, applied_at bigint not null)");
        var applied = connection.ExecuteScalar<long>("select coalesce(max(number), 0) from migration");
        var known = Known();
        if (known.Count == 0 || applied > known[^1].Number)
        {
            throw new LedgerUnavailableException(
                $"The ledger at {engine.Place} was written by a newer driftstream (its tables have version {applied}, this program knows " +
                $"{(known.Count == 0 ? 0 : known[^1].Number)}); nothing was changed. Update this program, or use the newer one.");
        }

        foreach (var migration in known.Where(m => m.Number > applied))
        {
            using var transaction = connection.BeginTransaction();
            connection.Execute(migration.Sql.Replace(RisingKey, engine.RisingKey, StringComparison.Ordinal), transaction: transaction);
            connection.Execute(
                "insert into migration(number, name, applied_at) values (@Number, @Name, @At)",
                new { migration.Number, migration.Name, At = now.ToUnixTimeMilliseconds() },
                transaction);
            transaction.Commit();
        }
    }

    private static List<Migration> Known()
    {
        var assembly = typeof(Migrations).Assembly;
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .Select(name => name[Folder.Length..])
            .OrderBy(name => name, StringComparer.Ordinal)
            .Select(Read)];

        Migration Read(string name)
        {
            using var text = new StreamReader(assembly.GetManifestResourceStream(Folder + name)!);
            return new(long.Parse(name.AsSpan(0, name.IndexOf('_')), CultureInfo.InvariantCulture), name, text.ReadToEnd());
        }
    }

    private sealed record Migration(long Number, string Name, string Sql);
}
