using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Ignoring;
using DriftStream.Core.Matching;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Ignoring;

/// <summary>What holds for all rules over all events of the corpus.</summary>
public sealed class IgnoreProperties
{
    private static readonly EventCatalog Catalog = EventCatalog.Load();
    private static readonly HashSet<string> BuiltIn = [.. JudgeSettings.BuiltInRules];
    private static readonly IReadOnlyList<Moment> Moments = [.. Cases().SelectMany(MomentsOf)];

    // A rule that names by equality what a finding shows, so that what it must cover can be said without the code that is tested.
    private static readonly Gen<(Moment Moment, IReadOnlyList<NamedPart> Parts)> Trials =
        from moment in Gen.Elements<Moment>(Moments)
        from count in Gen.Choose(1, 5)
        from parts in PartOf(moment).ListOf(count)
        select (moment, (IReadOnlyList<NamedPart>)[.. parts]);

    [Fact]
    public void No_uncovered_change_vanishes_and_no_covered_one_is_told() => Prop.ForAll(Arb.From(Trials), trial =>
    {
        foreach (var plain in trial.Moment.Plain.Findings.Where(f => f.Verdict.IsShown()))
        {
            var ruled = Decide(trial.Moment, trial.Parts).Findings.Single(f => f.Resource?.Address == plain.Resource?.Address && f.Resource?.State == plain.Resource?.State && f.Resource?.Type == plain.Resource?.Type);
            if (IsWrong(plain, ruled, trial.Parts) is { } wrong)
            {
                throw new InvalidOperationException($"{plain.Event.Name} on {plain.Resource?.Address}: {wrong}; {plain.Verdict} became {ruled.Verdict}: {ruled.Reason}");
            }
        }
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));

    [Fact]
    public void The_order_of_rules_changes_no_verdict() => Prop.ForAll(Arb.From(Trials), trial =>
        Verdicts(Decide(trial.Moment, trial.Parts)).SequenceEqual(Verdicts(Decide(trial.Moment, [.. trial.Parts.Reverse()]))))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    [Fact]
    public void Findings_keep_the_promises_of_their_verdicts_and_what_is_ignored_leaves_the_book_as_it_was() => Prop.ForAll(Arb.From(Trials), trial =>
    {
        var judgement = Decide(trial.Moment, trial.Parts);
        return !judgement.Findings.SelectMany(Promises.Broken).Any()
            && (judgement.Findings.Any(f => f.Verdict != Verdict.Ignored) || ReferenceEquals(judgement.Deviations, trial.Moment.Book));
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static string? IsWrong(Finding plain, Finding ruled, IReadOnlyList<NamedPart> parts)
    {
        var fitting = parts.Where(p => p.Fits(plain)).ToList();
        if (plain.Verdict == Verdict.Reverted)
        {
            return ruled.Verdict == Verdict.Reverted ? null : "what resolves was swallowed";
        }

        var covered = plain.Changes.Where(c => fitting.Any(p => p.Path is null || p.Path == c.Path)).ToList();
        var isWhole = fitting.Any(p => p.Path is null);
        if (plain.Changes.Count == 0)
        {
            return (ruled.Verdict == Verdict.Ignored) == isWhole ? null : "the whole resource is covered by no rule, or told in spite of one";
        }

        var left = plain.Changes.Except(covered).Select(c => c.Path).ToList();
        return ruled.Verdict switch
        {
            Verdict.Ignored => left.Count == 0 && fitting.Count > 0 ? null : $"{string.Join(", ", left)} vanished",

            // What came back is told whatever the rules say, the resource itself without any change.
            Verdict.Reverted => Missing(left, ruled),

            // What already differed and was set again is told where nothing new is left to tell.
            _ => left.Count > 0 ? Missing(left, ruled) : ruled.Changes.Any(c => !covered.Exists(k => k.Path == c.Path)) ? null : "everything is covered, and it is told",
        };
    }

    private static string? Missing(IEnumerable<string> paths, Finding finding) =>
        paths.Except(finding.Changes.Select(c => c.Path)).ToList() is [_, ..] missing ? $"{string.Join(", ", missing)} vanished" : null;

    private static Gen<NamedPart> PartOf(Moment moment)
    {
        var findings = moment.Plain.Findings.Where(f => f.Verdict.IsShown()).ToList();
        var paths = findings.SelectMany(f => f.Changes).Select(c => c.Path).Append("acl").Distinct().ToList();
        return from address in Gen.Elements([.. findings.Select(f => f.Resource?.Address), null, "aws_s3_bucket.elsewhere"])
               from type in Gen.Elements([.. findings.Select(f => f.Resource?.Type), null, null, "aws_sqs_queue"])
               from name in Gen.Elements(moment.Change.Name, null, null, "DescribeNothing")
               from path in Gen.Elements([.. paths, null])
               select new NamedPart(address, type, name, path);
    }

    private static Judgement Decide(Moment moment, IReadOnlyList<NamedPart> parts) =>
        new Judge(Catalog, new JudgeSettings { Runners = moment.Runners, SwitchedOffRules = BuiltIn, Ignore = new([.. parts.Select((p, i) => p.Rule(i))]) }).Decide(moment.Change, moment.States, moment.Book);

    private static IEnumerable<string> Verdicts(Judgement judgement) =>
        judgement.Findings.Select(f => $"{f.Verdict} {f.Severity} {f.Resource?.Address} {f.Drift} {string.Join(",", f.Changes.Select(c => c.Path))}");

    private static IEnumerable<CorpusCase> Cases() =>
        Directory.EnumerateFiles(Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus"), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(CorpusCase.Read);

    private static IEnumerable<Moment> MomentsOf(CorpusCase corpusCase)
    {
        var states = StateIndex.Build(Catalog, corpusCase.States);
        var judge = new Judge(Catalog, new JudgeSettings { Runners = corpusCase.Runners, SwitchedOffRules = BuiltIn });
        var book = DeviationBook.Empty;
        foreach (var change in corpusCase.Events.OrderBy(e => e.Time).ThenBy(e => e.Id, StringComparer.Ordinal).DistinctBy(e => e.Id))
        {
            var judgement = judge.Decide(change, states, book);
            if (judgement.Findings.Any(f => f.Verdict.IsShown()))
            {
                yield return new(change, states, book, corpusCase.Runners, judgement);
            }

            book = judgement.Deviations;
        }
    }

    /// <summary>An event that is told, and all that came before it.</summary>
    private sealed record Moment(CloudTrailEvent Change, StateIndex States, DeviationBook Book, IReadOnlyList<string> Runners, Judgement Plain)
    {
        public override string ToString() => $"{Change.Name} {Change.Id}";
    }

    /// <summary>A rule by plain equality.</summary>
    private sealed record NamedPart(string? Address, string? Type, string? Event, string? Path)
    {
        public bool Fits(Finding finding) =>
            (Address is null || Address == finding.Resource?.Address) && (Type is null || Type == finding.Resource?.Type) && (Event is null || Event == finding.Event.Name);

        public IgnoreRule Rule(int number) => new()
        {
            Name = $"rule-{number}",
            Address = Of(Address),
            Type = Of(Type),
            Event = Of(Event),
            Attributes = Path is null ? [] : [AttributePattern.TryParse(Path, out var path) ? path : throw new ArgumentException(Path)],
        };

        private static Globs Of(string? text) => text is null ? Globs.Any : new(text);
    }
}
