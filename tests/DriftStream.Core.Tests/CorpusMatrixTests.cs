using DriftStream.Core.Tests.Judging;
using DriftStream.Core.Tests.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests;

/// <summary>Every family of the corpus must show a difference, agreement, the way back, a refusal and a near miss.</summary>
public sealed class CorpusMatrixTests(ITestOutputHelper output)
{
    private const string NearMiss = "near miss";
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus");
    // Each of its cases is named after an effect and shows that effect beside what lacks it.
    private const string OfEffects = "severity";

    private static readonly string[] Kinds = ["drift", "in-sync", "reverted", "failed", NearMiss];

    [Fact]
    public void Every_family_has_a_case_of_every_kind()
    {
        var families = Directory.EnumerateDirectories(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal).ToDictionary(f => f!, f => Counts(Path.Combine(Folder, f!)));
        output.WriteLine($"{"",-14}{string.Concat(Kinds.Select(k => $"{k,10}"))}");
        foreach (var (family, counts) in families)
        {
            output.WriteLine($"{family,-14}{string.Concat(Kinds.Select(k => $"{counts.GetValueOrDefault(k),10}"))}");
        }

        var missing = families.Where(f => f.Key != OfEffects).SelectMany(f => Kinds.Where(k => !f.Value.ContainsKey(k)).Select(k => $"{f.Key} has no case of kind {k}"));

        missing.ShouldBeEmpty("a near miss says why it is one in its member nearMiss");
    }

    [Fact]
    public void A_near_miss_says_why_it_is_one()
    {
        var nearMisses = Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(CorpusCase.Read).Select(c => c.NearMiss).OfType<string>().ToList();

        nearMisses.Count.ShouldBeGreaterThanOrEqualTo(Directory.EnumerateDirectories(Folder).Count());
        nearMisses.ShouldAllBe(why => why.EndsWith('.') && why.Contains(' '));
    }

    private static Dictionary<string, int> Counts(string family) => Directory.EnumerateFiles(family, "*.json", SearchOption.AllDirectories)
        .Select(CorpusCase.Read)
        .SelectMany(c => c.Expected.Select(e => e["verdict"]!.GetValue<string>()).Distinct().Concat(c.NearMiss is null ? [] : [NearMiss]))
        .CountBy(kind => kind)
        .ToDictionary();
}
