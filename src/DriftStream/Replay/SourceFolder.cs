namespace DriftStream.Replay;

/// <summary>Finds the log files below a folder, follows symbolic links, and never runs in a circle.</summary>
internal sealed class SourceFolder(List<InputProblem> notes, List<InputProblem> problems)
{
    private static readonly string[] Endings = [".json", ".json.gz", ".jsonl", ".jsonl.gz", ".ndjson", ".ndjson.gz"];

    // CloudTrail lays signed lists of its files beside them. They hold no events.
    private const string DigestFolder = "CloudTrail-Digest";

    private readonly HashSet<string> _visited = new(StringComparer.Ordinal);

    /// <summary>The log files in and below the folder.</summary>
    public List<InputFile> FilesIn(InputFile folder)
    {
        var found = new List<InputFile>();
        var waiting = new Stack<InputFile>([folder]);
        while (waiting.TryPop(out var next))
        {
            Enter(next, found, waiting);
        }

        return found;
    }

    private void Enter(InputFile folder, List<InputFile> found, Stack<InputFile> waiting)
    {
        try
        {
            var target = new DirectoryInfo(folder.Path!);
            var real = Path.GetFullPath(target.ResolveLinkTarget(returnFinalTarget: true)?.FullName ?? target.FullName);
            if (!_visited.Add(Path.TrimEndingDirectorySeparator(real)))
            {
                notes.Add(new(folder.Shown, "leads to a folder that was looked into before, so it was left out"));
                return;
            }

            // From here on by its real path, so that a circle of links leads back to a name that is known.
            foreach (var entry in new DirectoryInfo(real).EnumerateFileSystemInfos())
            {
                Sort(entry, new(Path.Join(folder.Shown, entry.Name), entry.FullName), found, waiting);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(folder.Shown, $"the folder cannot be read: {Reason.Of(unreadable)}"));
        }
    }

    private void Sort(FileSystemInfo entry, InputFile file, List<InputFile> found, Stack<InputFile> waiting)
    {
        if (entry.Attributes.HasFlag(FileAttributes.Directory))
        {
            if (entry.Name != DigestFolder)
            {
                waiting.Push(file);
            }
        }
        else if (Endings.Any(ending => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase)))
        {
            Take(entry, file, found);
        }
    }

    // Opening a pipe would wait for ever, and only its length tells it from a file before that.
    private void Take(FileSystemInfo entry, InputFile file, List<InputFile> found)
    {
        try
        {
            if ((entry.ResolveLinkTarget(returnFinalTarget: true) ?? entry) is FileInfo { Exists: true, Length: 0 })
            {
                problems.Add(new(file.Shown, "it is empty, or no regular file"));
            }
            else
            {
                found.Add(file);
            }
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            problems.Add(new(file.Shown, $"it cannot be read: {Reason.Of(unreadable)}"));
        }
    }
}
