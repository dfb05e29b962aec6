using DriftStream.Ledger;

namespace DriftStream.Commands.Checking;

/// <summary>Whether the ledger can be used, without writing to it.</summary>
internal sealed class LedgerChecks(CheckContext context)
{
    private const long Gigabyte = 1L << 30;
    private const long Tight = Gigabyte / 10;

    public Task<IReadOnlyList<CheckLine>> LookAsync(CancellationToken cancellation)
    {
        var database = KeptEvents.Database(context.Configuration, context.Around.Folder);
        IReadOnlyList<CheckLine> lines = File.Exists(database.Path) ? [Open(database), Space(database.Path)] : [New(database.Path), Space(database.Path)];
        return Task.FromResult(lines);
    }

    private static CheckLine Open(LedgerDatabase database)
    {
        try
        {
            var queries = new LedgerQueries(database);
            var (judged, last) = queries.Judged();
            return CheckLine.Ok("ledger", $"{database.Path} holds {judged:N0} events{(last is { } at ? $", the last one of {at.UtcDateTime:yyyy-MM-dd HH:mm} UTC" : "")}");
        }
        catch (LedgerUnavailableException unavailable)
        {
            return CheckLine.Failed("ledger", unavailable.Message, "Until then no event is taken, and all wait in the queue.");
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
