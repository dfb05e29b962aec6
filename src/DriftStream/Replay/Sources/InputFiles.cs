namespace DriftStream.Replay.Sources;

/// <summary>The files that the sources on the command line stand for.</summary>
internal sealed class InputFiles
{
    private InputFiles(List<ArchiveObject> files, List<InputProblem> problems, List<InputProblem> notes)
    {
        Files = files;
        Problems = problems;
        Notes = notes;
    }

    /// <summary>What to read, each once, in the order of their names.</summary>
    public IReadOnlyList<ArchiveObject> Files { get; }

    /// <summary>What could not be looked into.</summary>
    public IReadOnlyList<InputProblem> Problems { get; }

    /// <summary>What the user may want to know, and what is no fault.</summary>
    public IReadOnlyList<InputProblem> Notes { get; }

    /// <summary>Looks up files and folders; <c>-</c> is standard input.</summary>
    /// <param name="sources">As written on the command line.</param>
    /// <param name="folder">What relative paths begin at.</param>
    /// <param name="standardInput">What <c>-</c> stands for.</param>
    public static InputFiles Find(IReadOnlyList<string> sources, string folder, Stream standardInput)
    {
        var files = new List<ArchiveObject>();
        var problems = new List<InputProblem>();
        var notes = new List<InputProblem>();
        var folders = new SourceFolder(notes, problems);
        foreach (var source in sources)
        {
            var path = Path.GetFullPath(source, folder);
            if (source == "-")
            {
                files.Add(GivenContent.StandardInput(standardInput));
            }
            else if (Directory.Exists(path))
            {
                AddFolder(source, path, folders, files, problems);
            }
            else
            {
                files.Add(new LocalFile(source, path));
            }
        }

        return new([.. files.DistinctBy(f => f.Key).OrderBy(f => f.Key, StringComparer.Ordinal)], problems, notes);
    }

    private static void AddFolder(string source, string path, SourceFolder folders, List<ArchiveObject> files, List<InputProblem> problems)
    {
        var before = problems.Count;
        var found = folders.FilesIn(source, path);
        if (found.Count == 0 && problems.Count == before)
        {
            problems.Add(new(source, "the folder holds no log files: DriftStream looks for .json, .jsonl and .ndjson, packed with gzip or not"));
        }

        files.AddRange(found);
    }
}
