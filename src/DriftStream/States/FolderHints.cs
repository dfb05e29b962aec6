using DriftStream.States.Sources;

namespace DriftStream.States;

/// <summary>Has local states looked at as soon as the system says that something was written beside them. That is a hint: some file systems never say so, and looking every few seconds goes on.</summary>
internal sealed class FolderHints(StateWakes wakes) : IDisposable
{
    // Linux gives each user 128 of them, and other programs want some.
    private const int MostFolders = 16;

    private readonly Dictionary<string, FileSystemWatcher> _watched = new(StringComparer.Ordinal);

    /// <summary>Listens in the folders of these states and in no others; in none where they are too many.</summary>
    /// <param name="locations">The paths and addresses of the states in use.</param>
    public void Follow(IEnumerable<string> locations)
    {
        var folders = locations.Where(l => !l.Contains("://", StringComparison.Ordinal)).Select(l => Path.GetDirectoryName(l) ?? "").Where(Directory.Exists).ToHashSet(StringComparer.Ordinal);
        var wanted = folders.Count > MostFolders ? [] : folders;
        foreach (var gone in _watched.Keys.Except(wanted, StringComparer.Ordinal).ToList())
        {
            _watched[gone].Dispose();
            _watched.Remove(gone);
        }

        foreach (var folder in wanted.Where(f => !_watched.ContainsKey(f)))
        {
            if (Listen(folder) is { } watcher)
            {
                _watched[folder] = watcher;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var watcher in _watched.Values)
        {
            watcher.Dispose();
        }

        _watched.Clear();
    }

    private FileSystemWatcher? Listen(string folder)
    {
        FileSystemWatcher? watcher = null;
        try
        {
            watcher = new(folder) { NotifyFilter = NotifyFilters.FileName | NotifyFilters.LastWrite | NotifyFilters.Size };
            watcher.Changed += (_, change) => Heard(change.FullPath);
            watcher.Created += (_, change) => Heard(change.FullPath);
            watcher.Deleted += (_, change) => Heard(change.FullPath);
            watcher.Renamed += (_, change) => Heard(change.FullPath);
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or ArgumentException)
        {
            // The system has no more of them, or does not know it here.
            watcher?.Dispose();
            return null;
        }
    }

    private void Heard(string path)
    {
        if (StateKeys.MayBeState(path.Replace('\\', '/')) is not null || path.EndsWith(".tflock", StringComparison.Ordinal) || path.EndsWith(".lock.info", StringComparison.Ordinal))
        {
            wakes.Wake(path);
        }
    }
}
