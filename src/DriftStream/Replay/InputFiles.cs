namespace DriftStream.Replay;

/// <summary>The files that the sources on the command line stand for.</summary>
internal sealed class InputFiles
{
    private InputFiles(List<InputFile> files, List<InputProblem> problems, List<InputProblem> notes)
    {
        Files = files;
        Problems = problems;
        Notes = notes;
    }

    /// <summary>What to read, each once, in the order of their names.</summary>
    public IReadOnlyList<InputFile> Files { get; }

    /// <summary>What could not be looked into.</summary>
    public IReadOnlyList<InputProblem> Problems { get; }

    /// <summary>What the user may want to know, and what is no fault.</summary>
    public IReadOnlyList<InputProblem> Notes { get; }

    /// <summary>Looks up files and folders; <c>-</c> is standard input.</summary>
    /// <param name="sources">As written on the command line.</param>
    /// <param name="folder">What relative paths begin at.</param>
    public static InputFiles Find(IReadOnlyList<string> sources, string folder)
    {
        var files = new List<InputFile>();
        var problems = new List<InputProblem>();
        var notes = new List<InputProblem>();
        var folders = new SourceFolder(notes, problems);
        foreach (var source in sources)
        {
            var path = Path.GetFullPath(source, folder);
            if (source == "-")
            {
                files.Add(InputFile.StandardInput);
            }
            else if (Directory.Exists(path))
            {
                AddFolder(new(source, path), folders, files, problems);
            }
            else
            {
                files.Add(new(source, path));
            }
        }

        return new([.. files.DistinctBy(f => f.Path).OrderBy(f => f.Path, StringComparer.Ordinal)], problems, notes);
    }

    private static void AddFolder(InputFile source, SourceFolder folders, List<InputFile> files, List<InputProblem> problems)
    {
        var before = problems.Count;
        var found = folders.FilesIn(source);
        if (found.Count == 0 && problems.Count == before)
        {
            problems.Add(new(source.Shown, "the folder holds no log files: DriftStream looks for .json, .jsonl and .ndjson, packed with gzip or not"));
        }

        files.AddRange(found);
    }
}
