using System.Text.RegularExpressions;

namespace DriftStream.Core.Tests.Boundaries;

/// <summary>One file of the repository.</summary>
/// <param name="Path">Its path below the root, with slashes.</param>
/// <param name="Text">What is in it.</param>
internal sealed partial record SourceFile(string Path, string Text)
{
    private static readonly string[] Trees = ["src", "tests"];
    private static readonly string[] Endings = [".cs", ".razor", ".csproj", ".js", ".css", ".json"];

    /// <summary>The folders from the root down to the file.</summary>
    public IReadOnlyList<string> Folders => Path.Split('/')[..^1];

    /// <summary>The file's name without its ending.</summary>
    public string Name => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The text without comments and without what stands between quotes.</summary>
    public string Code => Quoted().Replace(Comment().Replace(Text, ""), "\"\"");

    /// <summary>All of them, but what the build made.</summary>
    public static IReadOnlyList<SourceFile> All() =>
    [
        .. Trees
            .SelectMany(tree => Directory.EnumerateFiles(System.IO.Path.Combine(Checkout.Root, tree), "*", SearchOption.AllDirectories))
            .Where(path => Endings.Contains(System.IO.Path.GetExtension(path)))
            .Select(path => (Full: path, Relative: System.IO.Path.GetRelativePath(Checkout.Root, path).Replace('\\', '/')))
            .Where(file => !file.Relative.Split('/').Any(folder => folder is "bin" or "obj" or "node_modules"))
            .Select(file => new SourceFile(file.Relative, File.ReadAllText(file.Full))),
    ];

    [GeneratedRegex(@"(?<![:""])//[^\n]*|/\*.*?\*/|@\*.*?\*@", RegexOptions.Singleline)]
    private static partial Regex Comment();

    [GeneratedRegex("\"[^\"\n]*\"")]
    private static partial Regex Quoted();
}
