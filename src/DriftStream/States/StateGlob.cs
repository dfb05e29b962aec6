using System.IO.Enumeration;

namespace DriftStream.States;

/// <summary>A path with <c>*</c>, <c>?</c> and <c>**</c> (any number of folders).</summary>
internal static class StateGlob
{
    public static bool IsGlob(string path) => path.AsSpan().IndexOfAny('*', '?') >= 0;

    /// <summary>The files that match, in the order of their paths, named by their path below the last folder without a wildcard.</summary>
    public static IReadOnlyList<StateFile> Find(string pattern)
    {
        var steps = Path.GetFullPath(pattern).Split(Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar);
        var fixedSteps = steps.TakeWhile(step => !IsGlob(step)).Count();
        var root = string.Join(Path.DirectorySeparatorChar, steps[..fixedSteps]) + Path.DirectorySeparatorChar;
        if (!Directory.Exists(root))
        {
            return [];
        }

        var accept = Acceptance(root, steps[^1]);
        return [.. Matches(root, steps[fixedSteps..])
            .SelectMany(path => Directory.Exists(path) ? StateFolder.Find(path).Select(f => f.Path) : [path])
            .Distinct(StringComparer.Ordinal)
            .Select(accept)
            .OfType<StateFile>()
            .OrderBy(file => file.Relative, StringComparer.Ordinal)];
    }

    // "prod*" also matches prod.tfstate.backup; only a pattern that ends in letters chooses files as decidedly as a name does.
    private static Func<string, StateFile?> Acceptance(string root, string lastStep) => lastStep[^1] is '*' or '?'
        ? path => StateFolder.Candidate(root, path)
        : path => new StateFile(path, StateFolder.RelativeName(root, path), Certain: true);

    private static IEnumerable<string> Matches(string folder, string[] steps)
    {
        var step = steps[0];
        var rest = steps[1..];
        if (step == "**")
        {
            string[] here = rest.Length == 0 ? ["*"] : rest;
            return Matches(folder, here).Concat(StateFolder.Below(folder).SelectMany(below => Matches(below, steps)));
        }

        if (rest.Length > 0)
        {
            return Folders(folder, step).SelectMany(below => Matches(below, rest));
        }

        return StateFolder.FilesIn(folder).Concat(StateFolder.Below(folder)).Where(path => Fits(step, path));
    }

    private static IEnumerable<string> Folders(string folder, string step) => IsGlob(step)
        ? StateFolder.Below(folder).Where(path => Fits(step, path))
        : new[] { Path.Combine(folder, step) }.Where(Directory.Exists);

    private static bool Fits(string step, string path) => FileSystemName.MatchesSimpleExpression(step, Path.GetFileName(path.AsSpan()), ignoreCase: false);
}
