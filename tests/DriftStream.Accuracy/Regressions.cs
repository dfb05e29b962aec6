using DriftStream.Core.Tests.Judging;

namespace DriftStream.Accuracy;

/// <summary>Our own cases: what the judge must find in them is written there.</summary>
/// <param name="Families">The families and how many of their cases come out right.</param>
internal sealed record Regressions(IReadOnlyList<(string Name, Share Share)> Families)
{
    /// <summary>All cases together.</summary>
    public Figure Figure => new("corpus", "own regression cases that come out right", new(Families.Sum(f => f.Share.Hits), Families.Sum(f => f.Share.Of))) { IsFromSharedData = false };

    public static Regressions Of(string folder) => new(
    [
        .. from family in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal)
           let cases = Directory.GetFiles(family, "*.json", SearchOption.AllDirectories)
           where cases.Length > 0
           select (Path.GetFileName(family), new Share(cases.Count(IsRight), cases.Length)),
    ]);

    private static bool IsRight(string file)
    {
        var corpusCase = CorpusCase.Read(file);
        var found = CorpusRun.Of(corpusCase, corpusCase.Events);
        return ExpectedFinding.Lines(found.Findings, corpusCase.Expected).SequenceEqual(ExpectedFinding.Lines(corpusCase.Expected))
            && (corpusCase.Open is null || found.Open.SequenceEqual(corpusCase.Open));
    }
}
