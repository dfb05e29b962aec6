using DriftStream.Core.Judging.Ignoring;

namespace DriftStream.Ignoring;

/// <summary>What reading all sources once gave.</summary>
/// <param name="FromFile">The rules of the ignore file.</param>
/// <param name="FromDriftIgnore">The rules of <c>.driftignore</c> files.</param>
/// <param name="FromCode">The rules of the code.</param>
internal sealed record IgnoreLoad(IReadOnlyList<IgnoreRule> FromFile, IReadOnlyList<IgnoreRule> FromDriftIgnore, IReadOnlyList<IgnoreRule> FromCode)
{
    /// <summary>Nothing.</summary>
    public static IgnoreLoad Nothing { get; } = new([], [], []);

    /// <summary>What keeps the ignore file from being used, a sentence each.</summary>
    public IReadOnlyList<string> Mistakes { get; init; } = [];

    /// <summary>What else is wrong or doubtful, a sentence each; all other rules hold.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>All of them: those that people wrote for DriftStream first.</summary>
    public IgnoreRules Rules { get; } = new([.. FromFile, .. FromDriftIgnore, .. FromCode]);

    /// <summary>How many there are from where.</summary>
    public string Counted
    {
        get
        {
            (int Count, string From)[] counts = [(FromFile.Count, "the ignore file"), (FromDriftIgnore.Count, ".driftignore"), (FromCode.Count, "the code")];
            var told = counts.Where(c => c.Count > 0).Select(c => $"{c.Count} from {c.From}").ToList();
            return told.Count == 0 ? "none" : string.Join(", ", told);
        }
    }
}
