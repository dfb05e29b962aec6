using System.Collections.Immutable;
using DriftStream.Core.Judging;
using DriftStream.Ledger.Lives;

namespace DriftStream.States;

/// <summary>Sees who applies to a local state by the lock file that Terraform keeps beside it meanwhile.</summary>
internal sealed class LockFiles(StateSnapshot states, TimeProvider clock) : IApplyWindows
{
    private volatile IReadOnlyDictionary<string, ApplyWindow> _known = ImmutableDictionary<string, ApplyWindow>.Empty;

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, ApplyWindow> Known => _known;

    /// <summary>Looks for locks: one that has gone since the last time ended now.</summary>
    public void Look()
    {
        var known = new Dictionary<string, ApplyWindow>(_known, StringComparer.Ordinal);
        foreach (var state in states.Sources)
        {
            var since = LockOf(state.Location);
            if (since is { } begin)
            {
                known[state.Name] = new(begin, Ended: null);
            }
            else if (known.TryGetValue(state.Name, out var window) && window.Ended is null)
            {
                known[state.Name] = window with { Ended = clock.GetUtcNow() };
            }
        }

        _known = known;
    }

    // The local backend's is hidden; the S3 backend's has its state's name, which counts where a bucket is mirrored to a folder.
    private static DateTimeOffset? LockOf(string state) =>
        new[] { Path.Combine(Path.GetDirectoryName(state) ?? "", $".{Path.GetFileName(state)}.lock.info"), state + ".tflock" }
            .Where(File.Exists)
            .Select(path => (DateTimeOffset?)File.GetLastWriteTimeUtc(path))
            .FirstOrDefault();
}
