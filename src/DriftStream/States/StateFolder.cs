namespace DriftStream.States;

/// <summary>Finds the state files below a folder.</summary>
internal static class StateFolder
{
    private static readonly string[] StateEndings = [".tfstate", ".tfstate.json"];

    // .terraform holds a file of the same name that only describes the backend.
    private static readonly string[] SkippedFolders = [".terraform", ".git"];

    private static readonly EnumerationOptions HereOnly = new()
    {
        RecurseSubdirectories = false,
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.None,
    };

    /// <summary>All that may be states, in the order of their paths. Linked files are read, linked folders are not entered: they may lead in circles.</summary>
    public static IEnumerable<StateFile> Find(string folder) =>
        FilesBelow(folder)
            .Select(path => Candidate(folder, path))
            .OfType<StateFile>()
            .OrderBy(file => file.Relative, StringComparer.Ordinal);

    /// <summary>The file as something that may be a state; null where its name says that it is none.</summary>
    public static StateFile? Candidate(string folder, string path)
    {
        var relative = RelativeName(folder, path);
        return StateEndings.Any(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ? new StateFile(path, relative, Certain: true)
            : path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? new StateFile(path, relative, Certain: false) : null;
    }

    public static string RelativeName(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    /// <summary>The folders directly below, but linked and tool folders.</summary>
    public static IEnumerable<string> Below(string folder) =>
        Directory.EnumerateDirectories(folder, "*", HereOnly)
            .Where(path => !SkippedFolders.Contains(Path.GetFileName(path)) && new DirectoryInfo(path).LinkTarget is null);

    /// <summary>The files directly in it.</summary>
    public static IEnumerable<string> FilesIn(string folder) => Directory.EnumerateFiles(folder, "*", HereOnly);

    private static IEnumerable<string> FilesBelow(string folder) => FilesIn(folder).Concat(Below(folder).SelectMany(FilesBelow));
}
