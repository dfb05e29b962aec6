using System.Data.Common;
using Dapper;
using DriftStream.Ledger;
using DriftStream.Replay;

namespace DriftStream.Commands.Checking;

/// <summary>Whether the ledger can be used, without writing to it.</summary>
internal sealed class LedgerChecks(CheckContext context)
{
    private const long Gigabyte = 1L << 30;
    private const string NoSuchTable = "42P01";
    private const string Until = "Until then no event is taken, and all wait in the queue.";
    private const long Tight = Gigabyte / 10;

    public Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellation)
    {
        var database = KeptEvents.Database(context.Configuration, context.Around.Folder);
        IReadOnlyList<CheckLine> lines = database.IsShared
            ? [Open(database)]
            : [File.Exists(database.Place) ? Open(database) : New(database.Place), Space(database.Place)];
        return Task.FromResult(lines);
    }

    private static CheckLine Open(LedgerDatabase database)
    {
        try
        {
            using var connection = database.OpenForReading();
            var version = connection.ExecuteScalar<long>("select max(number) from migration");
            return version > Migrations.Newest
                ? CheckLine.Failed("ledger", $"{database.Place} has tables of version {version}, and this program knows {Migrations.Newest}", "A newer driftstream wrote it: update this program, or use the newer one.")
                : NotWritable(database) ?? Told(database, connection, version);
        }
        catch (DbException failure) when (failure.SqlState == NoSuchTable)
        {
            return CheckLine.Ok("ledger", $"{database.Place} can be reached and is empty; its tables are made at the first start");
        }
        catch (DbException failure)
        {
            return CheckLine.Failed("ledger", database.ExplainReading(failure).Message, Until);
        }
        catch (LedgerUnavailableException unavailable)
        {
            return CheckLine.Failed("ledger", unavailable.Message, Until);
        }
    }

    private static CheckLine Told(LedgerDatabase database, DbConnection connection, long version)
    {
        var judged = connection.ExecuteScalar<long>("select count(*) from processed_event");
        return CheckLine.Ok("ledger", $"{database.Place} holds {ReplaySummary.Count((int)judged, "event")}, in tables of version {version}");
    }

    // Whoever may only read it can answer questions, and no service starts. A service that has it now is no obstacle.
    private static CheckLine? NotWritable(LedgerDatabase database)
    {
        if (database.IsShared)
        {
            return null;
        }

        try
        {
            foreach (var file in new[] { database.Place, $"{database.Place}.lock" }.Where(Path.Exists))
            {
                using var trial = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            }

            return null;
        }
        catch (UnauthorizedAccessException refused)
        {
            return CheckLine.Failed("ledger", $"{database.Place} can be read and not written: {refused.Message}", "Give this user the right to write the ledger's files and their folder.");
        }
        catch (IOException)
        {
            // Somebody writes it at this moment.
            return null;
        }
    }

    // By trying, as rights have many sources.
    private static CheckLine New(string path)
    {
        try
        {
            using var trial = new FileStream($"{path}.check", FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return CheckLine.Ok("ledger", $"{path} is not there yet and can be made at the first start");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return CheckLine.Failed("ledger", $"{path} cannot be made: {refused.Message}", "Give this user the right to write its folder, or correct Ledger:Url.");
        }
    }

    private static CheckLine Space(string path)
    {
        var free = new DriveInfo(Path.GetDirectoryName(path) ?? path).AvailableFreeSpace;
        var words = free >= Gigabyte ? $"{free / (double)Gigabyte:0.#} GB are free for the ledger" : $"{free >> 20} MB are free for the ledger";
        const string remedy = "Make room: when the disk is full no event can be recorded, and all wait in the queue until its retention ends.";
        return free switch
        {
            < Tight => CheckLine.Failed("disk", words, remedy),
            < Gigabyte => CheckLine.Warning("disk", words, remedy),
            _ => CheckLine.Ok("disk", free >= 10 * Gigabyte ? "more than 10 GB are free for the ledger" : words),
        };
    }
}
