using System.Text.RegularExpressions;

namespace DriftStream.Core.Tests.Boundaries;

/// <summary>What the compiler does not see and reviewers should not have to look for.</summary>
internal static partial class StyleRules
{
    private const int MostLines = 350;

    // Put together here, so that this file does not contain them.
    private static readonly string[] Words = ["TO" + "DO", "FIX" + "ME", "HA" + "CK:", "#reg" + "ion", "/wo" + "rk/", "/ho" + "me/", "lorem " + "ipsum"];

    /// <summary>Files of code that nobody reads in one go.</summary>
    public static IEnumerable<string> TooLong(IEnumerable<SourceFile> files) =>
        from file in CodeIn(files)
        let lines = file.Text.TrimEnd('\n').Split('\n').Length
        where lines > MostLines
        select $"{file.Path} has {lines} lines, more than {MostLines}: split it by what its parts decide.";

    /// <summary>Words that have no place in what is published.</summary>
    public static IEnumerable<string> BannedWords(IEnumerable<SourceFile> files) =>
        from file in files
        from word in Words
        where file.Text.Contains(word, StringComparison.Ordinal)
        select $"{file.Path} contains {word}.";

    /// <summary>Types whose names do not say what they decide.</summary>
    public static IEnumerable<string> VagueNames(IEnumerable<SourceFile> files) =>
        from file in CodeIn(files)
        where file.Path.StartsWith("src/", StringComparison.Ordinal)
        from Match match in VagueType().Matches(file.Code)
        select $"{file.Path} declares {match.Groups[1].Value}: a type's name says what it decides or does.";

    /// <summary>Warnings that are switched off without a reason on the line.</summary>
    public static IEnumerable<string> SilentSuppressions(IEnumerable<SourceFile> files) =>
        from file in CodeIn(files)
        from Match match in Suppression().Matches(file.Text)
        select $"{file.Path} says '{match.Value.Trim()}' and not why.";

    private static IEnumerable<SourceFile> CodeIn(IEnumerable<SourceFile> files) =>
        files.Where(file => file.Path.EndsWith(".cs", StringComparison.Ordinal) || file.Path.EndsWith(".razor", StringComparison.Ordinal));

    [GeneratedRegex(@"\b(?:class|record|struct|interface)\s+(\w+(?:Manager|Helpers?|Utils?|Utilities|Processor|Base|Info|Impl))\b")]
    private static partial Regex VagueType();

    [GeneratedRegex(@"^\s*#pragma warning disable(?![^\n]*//)[^\n]*", RegexOptions.Multiline)]
    private static partial Regex Suppression();
}
