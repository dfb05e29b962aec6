using System.Text.RegularExpressions;

namespace DriftStream.Core.Tests.Boundaries;

/// <summary>Core decides and touches nothing; its folders know only those below them.</summary>
internal static partial class CoreRules
{
    private const string Core = "src/DriftStream.Core/";

    // From the bottom up. A folder knows what lies lower, and not what lies beside it.
    private static readonly string[][] Levels = [["Values"], ["CloudTrail", "Terraform"], ["Catalog"], ["Matching"], ["Comparing"], ["Judging"], ["Coverage", "Feeds"]];

    /// <summary>What Core needs that it may not have.</summary>
    public static IEnumerable<string> Dependencies(IEnumerable<SourceFile> files) =>
        from file in files
        where file.Path.StartsWith(Core, StringComparison.Ordinal) && file.Path.EndsWith(".csproj", StringComparison.Ordinal)
        from Match reference in Reference().Matches(file.Text)
        select $"{file.Path} has {reference.Value}: Core uses nothing but the .NET base library.";

    /// <summary>Where Core reaches outside: files, network, terminal, environment, clock, threads, chance.</summary>
    public static IEnumerable<string> OutsideWorld(IEnumerable<SourceFile> files) =>
        from file in CodeOfCore(files)
        from Match touch in Outside().Matches(file.Code)
        select $"{file.Path} uses {touch.Value.TrimEnd('.', '(', ' ')}: Core decides and touches nothing.";

    /// <summary>Where a folder of Core knows one that is not below it.</summary>
    public static IEnumerable<string> Upwards(IEnumerable<SourceFile> files) =>
        from file in CodeOfCore(files)
        let own = file.Folders.Count > 2 ? file.Folders[2] : ""
        from used in Namespaces().Matches(file.Code).Select(match => match.Groups[1].Value).Distinct()
        where used != own && LevelOf(used) >= LevelOf(own)
        select $"{file.Path} knows {used}: {own} lies below it or beside it.";

    private static IEnumerable<SourceFile> CodeOfCore(IEnumerable<SourceFile> files) => files.Where(file =>
        file.Path.StartsWith(Core, StringComparison.Ordinal) && file.Path.EndsWith(".cs", StringComparison.Ordinal));

    // A folder that nobody gave a place stands at the bottom: it knows nothing, and everything it is used by is told.
    private static int LevelOf(string folder) => Array.FindIndex(Levels, level => level.Contains(folder)) is >= 0 and var level ? level : 0;

    [GeneratedRegex(@"<(?:PackageReference|ProjectReference|FrameworkReference)[^>]*>")]
    private static partial Regex Reference();

    [GeneratedRegex(@"\bDriftStream\.Core\.(\w+)")]
    private static partial Regex Namespaces();

    [GeneratedRegex(
        @"\busing\s+System\.(?:IO|Net|Diagnostics|Threading|Data)\b(?!\.CodeAnalysis)|" +
        @"\bSystem\.(?:IO\.(?!Stream|MemoryStream)|Net\.)\w+|" +
        @"(?<![\w.])(?:File|Directory|FileInfo|DirectoryInfo|Console|Environment|Process|Thread|Task|Stopwatch|Random|TimeProvider|HttpClient)\s*\.\s*(?=[A-Z])|" +
        @"\bnew\s+(?:FileStream|StreamReader|StreamWriter|HttpClient|Socket|Thread|Random|Stopwatch|FileInfo|DirectoryInfo|Timer)\b")]
    private static partial Regex Outside();
}
