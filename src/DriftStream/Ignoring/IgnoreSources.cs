using DriftStream.Configuration;
using DriftStream.Core.Judging.Ignoring;

namespace DriftStream.Ignoring;

/// <summary>Where ignore rules come from.</summary>
/// <param name="Folder">The working folder, for showing paths.</param>
internal sealed record IgnoreSources(string Folder)
{
    private const string DriftIgnore = ".driftignore";

    /// <summary>The ignore file; null where none is to be read.</summary>
    public string? File { get; private init; }

    /// <summary>Somebody named the file, so it must be there.</summary>
    public bool IsNamed { get; private init; }

    /// <summary>The <c>.driftignore</c> files, the one for all states first.</summary>
    public IReadOnlyList<RuleFile> DriftIgnores { get; private init; } = [];

    /// <summary>The folders with code.</summary>
    public IReadOnlyList<RuleFile> Code { get; private init; } = [];

    /// <summary>Nothing is read.</summary>
    public static IgnoreSources None { get; } = new("");

    /// <summary>What the configuration names, and what lies beside it.</summary>
    /// <param name="configuration">The configuration.</param>
    /// <param name="folder">The working folder.</param>
    /// <param name="named">An ignore file to be read in place of the configured one; null for that.</param>
    public static IgnoreSources Of(LoadedConfiguration configuration, string folder, string? named = null)
    {
        var wanted = named ?? configuration.Core.IgnoreFile;
        var beside = configuration.File is null ? folder : Path.GetDirectoryName(Path.GetFullPath(configuration.File, folder))!;
        var file = wanted is null ? Path.Combine(beside, IgnoreFile.DefaultName) : Path.GetFullPath(wanted, folder);
        var code = configuration.Core.States.Where(s => s.Code is { Length: > 0 }).Select(s => CodeOf(s, folder)).ToList();
        RuleFile[] lines =
        [
            new(Path.Combine(Path.GetDirectoryName(file)!, DriftIgnore), DriftIgnore, Globs.Any),
            .. code.Select(c => new RuleFile(Path.Combine(c.Path, DriftIgnore), $"{c.Shown}/{DriftIgnore}", c.States)),
        ];
        return new(folder) { File = file, IsNamed = wanted is not null, DriftIgnores = [.. lines.DistinctBy(l => l.Path)], Code = code };
    }

    /// <summary>The path as people know it: from the working folder on where it lies below.</summary>
    public string Shown(string path)
    {
        var relative = Path.GetRelativePath(Folder, path).Replace('\\', '/');
        return relative.StartsWith("..", StringComparison.Ordinal) ? path : relative;
    }

    // A state that stands for a folder gives its own states names below its name.
    private static RuleFile CodeOf(StateEntry state, string folder) => new(
        Path.GetFullPath(state.Code!, folder),
        state.Code!.TrimEnd('/'),
        state.Name is null ? Globs.Any : new(state.Name, $"{state.Name}/*"));
}

/// <summary>A file or folder with rules.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Shown">What to call it.</param>
/// <param name="States">The states that its rules are about; any for all.</param>
internal sealed record RuleFile(string Path, string Shown, Globs States);
