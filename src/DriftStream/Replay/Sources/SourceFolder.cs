using DriftStream.Replay.Distilling;

namespace DriftStream.Replay.Sources;

/// <summary>Finds the log files below a folder, follows symbolic links, and never runs in a circle.</summary>
internal sealed class SourceFolder(ArchiveRemarks remarks)
{
    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

    /// <summary>Whether a distilled log was among what was looked into.</summary>
    public bool HoldsDistilled { get; private set; }

    /// <summary>The log files in and below the folder, and the segments of distilled logs.</summary>
    /// <param name="shown">The folder as the user wrote it.</param>
    /// <param name="path">Its full path.</param>
    public List<ArchiveObject> FilesIn(string shown, string path)
    {
        var found = new List<ArchiveObject>();
        var waiting = new Stack<(string Shown, string Path)>([(shown, path)]);
        while (waiting.TryPop(out var next))
        {
            Enter(next, found, waiting);
        }

        return found;
    }

    private void Enter((string Shown, string Path) folder, List<ArchiveObject> found, Stack<(string Shown, string Path)> waiting)
    {
        try
        {
            var target = new DirectoryInfo(folder.Path);
            var real = Path.GetFullPath(target.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? target.FullName);
            if (!_visited.Add(Path.TrimEndingDirectorySeparator(real)))
            {
                remarks.Note(folder.Shown, "leads to a folder that was looked into before, so it was left out");
                return;
            }

            if (DistilledFolder.Find(folder.Shown, real, remarks) is { } distilled)
            {
                HoldsDistilled = true;
                found.AddRange(distilled);
                return;
            }

            // From here on by its real path, so that a circle of links leads back to a name that is known.
            foreach (var entry in new DirectoryInfo(real).EnumerateFileSystemInfos())
            {
                Sort(entry, Path.Join(folder.Shown, entry.Name), found, waiting);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            remarks.Problem(folder.Shown, $"the folder cannot be read: {Reason.Of(unreadable)}");
        }
    }

    private void Sort(FileSystemInfo entry, string shown, List<ArchiveObject> found, Stack<(string Shown, string Path)> waiting)
    {
        if (entry.Attributes.HasFlag(FileAttributes.Directory))
        {
            if (!LogNames.IsBeside(entry.Name))
            {
                waiting.Push((shown, entry.FullName));
            }
        }
        else if (LogNames.IsCompanion(entry.Name))
        {
            remarks.Note(shown, "it only proves or lists other files, so it was left out");
        }
        else if (LogNames.IsLog(entry.Name))
        {
            Take(entry, shown, found);
        }
    }

    // Opening a pipe would wait for ever, and only its length tells it from a file before that.
    private void Take(FileSystemInfo entry, string shown, List<ArchiveObject> found)
    {
        try
        {
            if ((entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry) is FileInfo { Exists: true, Length: 0 })
            {
                remarks.Problem(shown, "it is empty, or no regular file");
            }
            else
            {
                found.Add(new LocalFile(shown, entry.FullName));
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            remarks.Problem(shown, $"it cannot be read: {Reason.Of(unreadable)}");
        }
    }
}
