using DriftStream.Configuration;
using DriftStream.States;

namespace DriftStream.Commands;

/// <summary>Finds the states that entries stand for; in this version on the local disk.</summary>
internal static class StateFinder
{
    /// <summary>Reads the states; what is wrong with one is a sentence beside the others.</summary>
    public static async Task<IReadOnlyList<StateInUse>> FindAsync(IReadOnlyList<StateEntry> entries, string folder, CancellationToken cancellation)
    {
        var loaded = await LocalStates.ReadAsync(entries, folder, cancellation);
        return [.. loaded.Select(l => new StateInUse(l.Source, l.State, l.Problem, WrittenAt(l.Source.Location)))];
    }

    private static DateTimeOffset? WrittenAt(string path) => File.Exists(path) ? new FileInfo(path).LastWriteTimeUtc : null;
}
