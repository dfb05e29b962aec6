using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.OpenData;

/// <summary>Every strong pair of the catalogue, tried with a call that sends another value than the state holds, and with one that sends the same.</summary>
public sealed class CataloguePairsTests(ITestOutputHelper output)
{
    [Fact]
    public void A_changed_attribute_is_shown_and_an_equal_one_is_not()
    {
        var trials = Trials(t => t.IsPlain);

        trials.Where(t => !t.IsShown).Select(t => $"not shown: {t}").Concat(trials.Where(t => t.IsFalse).Select(t => $"false: {t}")).Order(StringComparer.Ordinal).ShouldBeEmpty();
        trials.Where(t => t.Pair.IsHidden).Select(t => $"{t.Pair.Candidate}\n").Distinct().Order(StringComparer.Ordinal).Aggregate("", string.Concat).ShouldBeApproved("values-that-are-never-recorded");
    }

    [Fact]
    public void What_is_inside_blocks_and_sets_is_understood()
    {
        var trials = Trials(t => !t.IsPlain && t.Facts is not { Nested.Count: > 0 });

        var misses = trials.Where(t => !t.IsShown || t.IsFalse).Select(t => $"{(t.IsFalse ? "false" : "not shown")}: {t}").Order(StringComparer.Ordinal).ToList();
        foreach (var group in trials.GroupBy(t => (Depth: Math.Min(4, t.Pair.Attribute.Count(c => c == '.')), t.Form)).OrderBy(g => g.Key))
        {
            output.WriteLine($"depth {group.Key.Depth + 1}, {group.Key.Form}: {group.Count(t => t.IsShown && !t.IsFalse)} of {group.Count()}, exactly {group.Count(t => t.IsExact)}");
        }

        misses.Concat(trials.Where(t => !t.IsExact).Select(t => $"more: {t}")).ToList().ForEach(output.WriteLine);
        misses.ShouldBeEmpty();
        (1.0 * trials.Count(t => t.IsExact) / trials.Count).ShouldBeGreaterThan(0.9999);
    }

    [Fact]
    public void Why_a_pair_makes_no_visible_change_is_known()
    {
        var excluded = PairTrial.All.GroupBy(PairExclusion.Of).Where(g => g.Key is not null).OrderBy(g => g.Key).ToList();
        excluded.ForEach(g => output.WriteLine($"{g.Count()} {g.Key}"));

        string.Concat(excluded.Select(g => $"{g.Key}\n{Keys(g)}")).ShouldBeApproved("pairs-without-a-visible-change");
    }

    // What the provider says of an attribute can be looked up; what is a judgement of ours is listed.
    private static string Keys(IGrouping<string?, PairTrial> excluded) => excluded.Key!.Split(':')[0] is "computed" or "write-only" or "tags beside other settings" or "deletion" or "other object"
        ? ""
        : string.Concat(excluded.Select(t => $"  {t.Candidate.Type.Name}.{t.Attribute}\n").Distinct().Order(StringComparer.Ordinal));

    private List<PairOutcome> Trials(Func<PairTrial, bool> isMeant)
    {
        var pairs = PairTrial.All.Where(isMeant).ToList();
        var trials = pairs.Where(t => PairExclusion.Of(t) is null).AsParallel().SelectMany(Outcomes).ToList();
        output.WriteLine($"{pairs.Count} pairs, {pairs.Count(t => PairExclusion.Of(t) is not null)} excluded; {trials.Count} trials, {trials.Count(t => t.IsShown && !t.IsFalse)} understood");
        return trials;
    }

    private static IEnumerable<PairOutcome> Outcomes(PairTrial pair) =>
        from protocol in SyntheticCall.Protocols(pair.Candidate)
        from form in pair.Forms
        select PairOutcome.Of(pair, protocol, form);

    private sealed record PairOutcome(PairTrial Pair, Protocol Protocol, CallForm Form, Finding? Changed, Finding? Settled)
    {
        public static PairOutcome Of(PairTrial pair, Protocol protocol, CallForm form) =>
            new(pair, protocol, form, pair.Judged(protocol, form, ValueIs.Another), pair.Judged(protocol, form, ValueIs.Same));

        public bool IsShown => Changed?.Changes.Any(Pair.IsIt) == true;

        // What AWS never records has changed for all that anybody can tell.
        public bool IsFalse => Settled is null or { Verdict: Verdict.Drift or Verdict.Deleted } || (Settled.Verdict == Verdict.Touched && !Pair.IsHidden);

        public bool IsExact => Pair.IsHidden || Changed?.Changes is [_] || Changed?.Changes.All(c => AttributePath.WithoutIndexes(c.Path) == Pair.Shown) == true;

        public override string ToString() => $"{Pair} ({Protocol}, {Form}): {Changed?.Verdict.Word()} {string.Join(", ", Changed?.Changes.Select(c => c.Path) ?? [])}; {Settled?.Verdict.Word()} {string.Join(", ", Settled?.Changes.Select(c => c.Path) ?? [])}";
    }
}
