using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Ignoring;
using DriftStream.Core.Judging.Rules;
using DriftStream.Core.Judging.Severities;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging;

/// <summary>The one door of every source: an event, the states and what is known of the cloud go in, findings come out. Pure.</summary>
public sealed class Judge(EventCatalog catalog, JudgeSettings settings)
{
    private readonly Grading _grading = new(settings.Severities);

    // Stands for the caller where the sessions are not known yet.
    private static readonly Actor Nobody = new(null, ActorKind.Unknown, ActorVia.Unknown, null, null, null, null, null, null, null, Confidence.Unknown);

    // What is severe enough to be shown in spite of an ignore rule is not for the user's own severities to say.
    private readonly Grading _unadjusted = new([]);

    /// <summary>Judges one event. Never throws for what an event contains.</summary>
    /// <param name="change">The event; whether it was judged before is the caller's to know (see <see cref="Duplicate"/>).</param>
    /// <param name="states">The snapshot of all states.</param>
    /// <param name="deviations">What earlier events did.</param>
    public Judgement Decide(CloudTrailEvent change, StateIndex states, DeviationBook deviations) => Decide(change, states, deviations, SessionBook.Empty);

    /// <summary>Judges one event whose session may be among those that earlier events opened; learning of them is the caller's (see <see cref="SessionBook.With(CloudTrailEvent)"/>).</summary>
    public Judgement Decide(CloudTrailEvent change, StateIndex states, DeviationBook deviations, SessionBook sessions) =>
        Decide(change, states, deviations, sessions, story: null);

    /// <summary>Judges one event and tells how: the same judgement, with its steps.</summary>
    public Judgement Explain(CloudTrailEvent change, StateIndex states, DeviationBook deviations) => Explain(change, states, deviations, SessionBook.Empty);

    /// <summary>Judges one event whose session may be known, and tells how.</summary>
    public Judgement Explain(CloudTrailEvent change, StateIndex states, DeviationBook deviations, SessionBook sessions) =>
        Decide(change, states, deviations, sessions, new Story(change));

    /// <summary>
    /// Judges one event of which it is proven that it names nothing that a state holds (see <see cref="Prospects.CallProspects"/>), so that at most it made
    /// something: the same judgement as any other way gives, without looking for what is held.
    /// </summary>
    public Judgement DecideUnheld(CloudTrailEvent change, StateIndex states, SessionBook sessions) =>
        Decide(change, states, DeviationBook.Empty, ActorReader.Read(change, sessions), story: null, StateIndex.Empty);

    /// <summary>The same as far as the event alone decides it; null where more does: the user's ignore rules, newer states to come.</summary>
    public UnheldFinding? FindUnheld(CloudTrailEvent change, StateIndex states)
    {
        if (settings.Ignore.All.Count > 0 || settings.Mode == JudgeMode.Live)
        {
            return null;
        }

        var alone = Decide(change, states, DeviationBook.Empty, Nobody, story: null, StateIndex.Empty);
        return alone.Findings is [{ Verdict: not Verdict.Unknown } found] ? new(found.Verdict, found.Severity, found.Resource?.Type, found.Resource?.Id) { Rule = found.Rule, IsUnchecked = alone.Unchecked } : null;
    }

    /// <summary>The finding on something new that no state holds.</summary>
    /// <param name="found">What <see cref="FindUnheld"/> found; its verdict is <see cref="Verdict.Unmanaged"/>.</param>
    /// <param name="change">The event, or what its extract tells.</param>
    /// <param name="sessions">The sessions that earlier events opened.</param>
    public static Finding Unmanaged(UnheldFinding found, CloudTrailEvent change, SessionBook sessions) =>
        Unmanaged(change, ActorReader.Read(change, sessions), found.Severity, new(null, found.Type!, found.Id, null, null));

    private static Finding Unmanaged(CloudTrailEvent change, Actor actor, Severity severity, ResourceRef made) =>
        new(Verdict.Unmanaged, severity, null, Summary(change), actor, made, [], $"{change.Name} created an {made.Type}{(made.Id is null ? "" : " " + made.Id)} that no state holds");

    private Judgement Decide(CloudTrailEvent change, StateIndex states, DeviationBook deviations, SessionBook sessions, Story? story) =>
        Decide(change, states, deviations, ActorReader.Read(change, sessions), story, states);

    private Judgement Decide(CloudTrailEvent change, StateIndex states, DeviationBook deviations, Actor caller, Story? story, StateIndex named)
    {
        if (Triage.Of(change) is { } sorted)
        {
            story?.Add("triage", sorted.Reason + ".");
            return Alone(Without(change, caller, sorted.Verdict, sorted.Reason), deviations, story);
        }

        if (PartialRefusals.Done(change) is not { } done)
        {
            story?.Add("triage", PartialRefusals.Reason(change) + ".");
            return Alone(Without(change, caller, Verdict.Failed, PartialRefusals.Reason(change)), deviations, story);
        }

        change = done;
        story?.Add("triage", "AWS carried it out and it is no reading call, so it may have changed something.");
        var claims = new TerraformClaims(change, settings, states);
        var actor = As(caller, claims.Anywhere);
        story?.AddActor(actor, claims.Anywhere);
        if (QuietCalls.Covers(change))
        {
            return Quiet(change, actor, named, deviations, story);
        }

        if (catalog.Find(change.Source, change.Operation) is not { } rows)
        {
            return Unknown(change, actor, named, deviations, story);
        }

        var situation = new Situation(change, rows, catalog, named, deviations);
        story?.AddRows(situation);
        IReadOnlyList<Target> targets = NeedsNoTargets(named, claims) ? [] : [.. RuleBook.Targets(situation).Select(Typed)];
        return Decide(situation, targets, caller, claims, story) with { States = states };
    }

    // What Terraform made and no state holds is taken for Terraform's whatever it is.
    private bool NeedsNoTargets(StateIndex named, TerraformClaims claims) =>
        ReferenceEquals(named, StateIndex.Empty) && claims.Anywhere.CoversUnheld && settings.Mode != JudgeMode.Live;

    // A record may have written a child's numbers and truths as texts.
    private Target Typed(Target target) => target.Type is null ? target
        : target.IsPlain ? target with { Details = () => TypedChild(target) } : target with { Child = TypedChild(target) };

    private Value TypedChild(Target target) => target is { Child.Kind: ValueKind.Map, Type: { } name } && catalog.Type(name) is { } type
        ? Value.MapOf(target.Child.Members.Select(m => KeyValuePair.Create(m.Key, Coercion.Leaves(type.Attributes.GetValueOrDefault(m.Key), m.Value))))
        : target.Child;

    /// <summary>The verdict of what AWS refused and of what only read: it is the same whatever came before it, and needs no state. Null for everything else.</summary>
    public static Verdict? Settled(CloudTrailEvent change) => Triage.Of(change)?.Verdict;

    /// <summary>The finding for an event that was judged before.</summary>
    public static Finding Duplicate(CloudTrailEvent change) =>
        Without(change, ActorReader.Read(change), Verdict.Duplicate, $"event {change.Id} was judged before");

    private static Actor As(Actor caller, TerraformClaim claim) => claim.IsRunner ? caller with { Kind = ActorKind.Terraform } : caller;

    private Judgement Decide(Situation situation, IReadOnlyList<Target> targets, Actor caller, TerraformClaims claims, Story? story)
    {
        var change = situation.Change;
        var book = situation.Deviations;
        var changed = new List<DriftAddress>();
        var held = new List<HeldCall>();
        var findings = new List<Finding>();
        var late = new List<Finding>();
        var repeats = new List<Finding>();
        var isUnchecked = false;
        foreach (var (instance, aims) in ByAddress(targets))
        {
            var address = new DriftAddress(instance.State, instance.Lineage, instance.Address);
            var known = book.Of(address);
            var type = catalog.Type(instance.Type);
            var claim = claims.For(instance.State);
            var actor = As(caller, claim);
            var subject = AsksRules(claim) ? IgnoreSubject.Of(change, actor, instance) : null;
            var addressCase = new AddressCase(change, instance, type, known, Subjects.Of(instance, type, situation)) { IsTerraforms = claim.IsPlausible };
            var outcome = addressCase.Judge(aims, subject is null ? null : settings.Ignore.For(subject));
            var ruling = Ignored(change, instance, outcome) ?? claim.Rule(outcome.Verdict);
            if (settings.Mode == JudgeMode.Live && ruling.IsUnchecked && addressCase.HoldBack(aims) is { } atOnce)
            {
                held.Add(new(address, instance.Type, IdOf(instance), Unconfirmed(change, actor, instance, outcome, claim)));
                (outcome, ruling) = (atOnce.Verdict == Verdict.Reverted ? atOnce : outcome with { Deviations = atOnce.Deviations }, Ruling.Held(atOnce.Verdict));
            }

            if (Array.Exists(aims, t => t.Kind != TargetKind.Absent))
            {
                var grade = GradeOf(instance, outcome, ruling);
                findings.Add(Found(change, actor, instance, outcome, ruling, grade));
                (outcome.IsLate ? late : null)?.Add(findings[^1]);
                (outcome.IsRepeat ? repeats : null)?.Add(findings[^1]);
                story?.AddTarget(instance, aims, outcome, grade, subject is null ? null : (settings.Ignore, subject));
                (ruling.IsHeld ? story : null)?.AddHold(claim);
                story?.Verdict(findings[^1]);
                isUnchecked |= ruling.IsUnchecked;
            }

            if (ruling.KeepsBook && !ReferenceEquals(outcome.Deviations, known))
            {
                book = book.With(address, outcome.Deviations);
                changed.Add(address);
            }
        }

        if (findings.Count == 0)
        {
            story?.AddNoMatch();
            findings.Add(WithoutAddress(situation, targets, As(caller, claims.Anywhere), claims.Anywhere, story));
            held.AddRange(findings[0].Verdict == Verdict.Terraform ? Created(targets) : []);
            isUnchecked = findings[0].Verdict == Verdict.Terraform && !Deletes(situation) && held.Count == 0;
            story?.Verdict(findings[0]);
        }

        return new(findings, changed, book, story?.Steps ?? []) { Unchecked = isUnchecked, Late = late.Count == findings.Count, LateFindings = late, Repeats = repeats, Held = held };
    }

    // That what was made comes into a state is all that can be checked of it.
    private IEnumerable<HeldCall> Created(IReadOnlyList<Target> targets) => settings.Mode == JudgeMode.Live
        ? targets.Where(t => t is { Kind: TargetKind.Create, Id: not null }).Take(1).Select(t => new HeldCall(null, t.Type!, t.Id, Unconfirmed: null))
        : [];

    private Finding Unconfirmed(CloudTrailEvent change, Actor actor, ResourceInstance instance, AddressOutcome outcome, TerraformClaim claim)
    {
        var ruling = Ruling.Unconfirmed(outcome.Verdict, claim);
        return Found(change, actor, instance, outcome, ruling, GradeOf(instance, outcome, ruling));
    }

    private static IEnumerable<(ResourceInstance Instance, Target[] Targets)> ByAddress(IReadOnlyList<Target> targets) =>
        targets is [var only] ? only.Instance is { } instance ? [(instance, [only])] : []
        : targets.Where(t => t.Instance is not null).GroupBy(t => t.Instance!, (instance, aims) => (Instance: instance, Targets: aims.ToArray()))
            .OrderBy(a => a.Instance.State, StringComparer.Ordinal).ThenBy(a => a.Instance.Address, StringComparer.Ordinal);

    // What is believed to be Terraform's own needs no excuse.
    private bool AsksRules(TerraformClaim claim) => settings.Ignore.All.Count > 0 && !claim.IsPlausible;

    private Ruling? Ignored(CloudTrailEvent change, ResourceInstance instance, AddressOutcome outcome)
    {
        if (outcome.IsIgnored)
        {
            return Ruling.Ignored($"; ignored by {Swallowed.Names(outcome.Swallowed)}", outcome.Swallowed[0].Rule.Name);
        }

        return BuiltInRules.ForAddress(change, outcome, () => GradeOf(_unadjusted, instance, outcome, outcome.Verdict).Severity, settings) is { } rule
            ? Ruling.Ignored($"; ignored by the built-in rule {rule}", rule)
            : null;
    }

    private Grade GradeOf(ResourceInstance instance, AddressOutcome outcome, Ruling ruling)
    {
        var grade = ruling.Verdict.IsShown() ? GradeOf(_grading, instance, outcome, ruling.Verdict) : Grade.Info;
        return ruling.Raises ? grade.Raised() : grade;
    }

    private static Grade GradeOf(Grading grading, Target created) => created.IsPlain ? grading.OfPlainCreation(created.Type!) : grading.OfCreation(created.Type!, created.Child);

    private static Grade GradeOf(Grading grading, ResourceInstance instance, AddressOutcome outcome, Verdict verdict) =>
        grading.Of(verdict, new(instance.State, instance.Address, instance.Type), outcome, InCloud(instance, outcome));

    private static Finding Found(CloudTrailEvent change, Actor actor, ResourceInstance instance, AddressOutcome outcome, Ruling ruling, Grade grade)
    {
        var isShown = ruling.Verdict.IsShown();
        var reason = Reasons.For(change, instance.Address, outcome) + (outcome.IsIgnored ? "" : Reasons.LeftOut(outcome)) + ruling.Addition;
        var resource = new ResourceRef(instance.Address, instance.Type, IdOf(instance), instance.State, null);
        return new(
            ruling.Verdict,
            grade.Severity,
            isShown ? outcome.Drift : null,
            Summary(change),
            actor,
            resource,
            isShown ? outcome.Changes : [],
            reason)
        {
            Rule = ruling.Rule ?? (outcome.Swallowed is [var first, ..] ? first.Rule.Name : null),
        };
    }

    // As far as single attributes go; enough to know which ports a changed source now reaches.
    private static Value InCloud(ResourceInstance instance, AddressOutcome outcome) =>
        outcome.Changes.Where(c => !c.Hidden && AttributePath.Root(c.Path) == c.Path).Aggregate(instance.Attributes, (all, change) => all.With(change.Path, change.After));

    // That no state holds it any more is what a deletion by Terraform should leave behind.
    private static bool Deletes(Situation situation) => situation.Rows.Any(r => r is { Effect: RowEffect.Delete, Weight: >= 2, IsInferred: false });

    private Finding WithoutAddress(Situation situation, IReadOnlyList<Target> targets, Actor actor, TerraformClaim claim, Story? story)
    {
        var change = situation.Change;
        if (claim.Claims && Deletes(situation))
        {
            return Without(change, actor, Verdict.Terraform, $"{change.Name} is Terraform's own call, and no state holds what it deleted");
        }

        if (claim.CoversUnheld)
        {
            return Without(change, actor, Verdict.Terraform, $"{change.Name} is Terraform's call on something that no state holds" + TerraformClaim.UncheckedNote);
        }

        if (targets.FirstOrDefault(t => t.Kind == TargetKind.Create) is { } created)
        {
            var unadjusted = GradeOf(_unadjusted, created);
            if (BuiltInRules.ForCreation(change, created, unadjusted.Severity, settings) is { } rule)
            {
                return Without(change, actor, Verdict.Ignored, $"{change.Name} is AWS's own work on an {created.Type} that no state holds; ignored by the built-in rule {rule}") with { Rule = rule };
            }

            var grade = settings.Severities.Count == 0 ? unadjusted : GradeOf(_grading, created);
            var finding = Unmanaged(change, actor, grade.Severity, new(null, created.Type!, created.Id, null, created.Parent));
            finding = AsksRules(claim) ? IgnoreUnheld(finding, IgnoreSubject.Unheld(change, actor, created.Type!, created.Id), story) : finding;
            story?.AddSeverity(finding.Verdict == Verdict.Ignored ? Grade.Info : grade);
            return finding;
        }

        return situation.Rows.All(r => r.IsInferred)
            ? Without(change, actor, Verdict.Unknown, $"Terraform's provider never makes this call; what {change.Name} does is only inferred")
            : Without(change, actor, Verdict.NotManaged, UnheldReason.Of(situation));
    }

    private Finding IgnoreUnheld(Finding finding, IgnoreSubject subject, Story? story)
    {
        var rule = settings.Ignore.For(subject)?.OfWhole();
        List<Swallowed> swallowed = rule is null ? [] : [new("", rule)];
        story?.Add("ignore", rule is null ? IgnoreSteps.Of(settings.Ignore, subject, swallowed, left: []) : IgnoreSteps.Of(swallowed));
        return rule is null
            ? finding
            : finding with { Verdict = Verdict.Ignored, Severity = Severity.Info, Reason = $"{finding.Reason}; ignored by {Swallowed.Names(swallowed)}", Rule = rule.Name };
    }

    private Judgement Quiet(CloudTrailEvent change, Actor actor, StateIndex states, DeviationBook deviations, Story? story)
    {
        story?.Add("recognise", "It is known to change nothing that Terraform could hold.");
        List<Finding> findings =
        [
            .. QuietCalls.Named(change, states, new Matcher(catalog, states))
                .OrderBy(i => i.State, StringComparer.Ordinal).ThenBy(i => i.Address, StringComparer.Ordinal)
                .Select(i => Without(change, actor, Verdict.NoEffect, $"{change.Name} names the resource but changes nothing that Terraform holds") with { Resource = new(i.Address, i.Type, IdOf(i), i.State, null) }),
        ];
        if (findings.Count == 0)
        {
            findings.Add(Without(change, actor, Verdict.NotManaged, $"{change.Name} names nothing that a state holds, and changes nothing Terraform could hold"));
        }

        findings.ForEach(f => story?.Verdict(f));
        return new(findings, [], deviations, story?.Steps ?? []);
    }

    private static Judgement Unknown(CloudTrailEvent change, Actor actor, StateIndex states, DeviationBook deviations, Story? story)
    {
        var instance = QuietCalls.Named(change, states, new Matcher(EventCatalog.Load(), states)).FirstOrDefault(i => IsOfService(i, change.Source));
        var reason = $"DriftStream does not know what {change.Source} {change.Name} does";
        story?.Add("recognise", "The catalogue has no row for it: no resource of the Terraform provider makes this call.");
        var resource = instance is null ? null : new ResourceRef(instance.Address, instance.Type, IdOf(instance), instance.State, null);
        return Alone(Without(change, actor, Verdict.Unknown, reason) with { Resource = resource }, deviations, story);
    }

    // Users of a directory and users of IAM have names alike.
    private static bool IsOfService(ResourceInstance instance, string source) =>
        Arn.TryParse(instance.Attributes["arn"].Text, out var arn) && source.StartsWith($"{arn.Service}.", StringComparison.Ordinal);

    private static Judgement Alone(Finding finding, DeviationBook deviations, Story? story)
    {
        story?.Verdict(finding);
        return new([finding], [], deviations, story?.Steps ?? []);
    }

    private static Finding Without(CloudTrailEvent change, Actor actor, Verdict verdict, string reason) =>
        new(verdict, Severity.Info, null, Summary(change), actor, null, [], reason);

    private static EventSummary Summary(CloudTrailEvent change) => new(change.Id, change.Time, change.Source, change.Name, change.Account, change.Region);

    /// <summary>What a resource is known by in the cloud: its id, or its ARN where there is none; null where there is neither.</summary>
    internal static string? IdOf(ResourceInstance instance) =>
        instance.Attributes["id"] is { IsScalar: true, Text.Length: > 0 } id ? id.Text : instance.Attributes["arn"] is { IsScalar: true } arn ? arn.Text : null;
}
