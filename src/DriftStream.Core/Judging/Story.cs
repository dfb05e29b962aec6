using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Ignoring;
using DriftStream.Core.Judging.Severities;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging;

/// <summary>Collects the steps from event to verdict, so that they can be retold. Only made where somebody asks: telling costs more than judging.</summary>
internal sealed class Story
{
    private readonly List<ExplainStep> _steps = [];
    private WhyMatched? _why;

    public Story(CloudTrailEvent change) => Add(
        "event",
        $"{change.Name} ({change.Source}) at {change.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC in account {change.Account ?? "(not said)"}, region {change.Region ?? "(not said)"}; event {change.Id}.");

    public IReadOnlyList<ExplainStep> Steps => _steps;

    public void Add(string name, string text) => _steps.Add(new(name, text));

    public void AddActor(Actor actor, TerraformClaim claim)
    {
        var who = $"{actor.Name ?? "Nobody the record names"}, {actor.Kind.Word()} ({actor.Confidence.Word()}), via {actor.Via.Word()}" +
            (actor.Role is null ? "" : $", in the role {actor.Role}") +
            (actor.SourceIp is null ? "" : $", from {actor.SourceIp}") + ".";
        var claimed = claim switch
        {
            { Claims: false } => "",
            { IsRunner: true } => " The agent is Terraform's and the principal is a declared runner.",
            { IsPlausible: true } => " The agent is Terraform's; no runners are declared, so the claim is believed. Anyone can set an agent: declare your runners.",
            _ => " The agent is Terraform's, but the principal is no declared runner, so the claim is not believed.",
        };
        Add("actor", string.Join('\n', [ForeignText.OneLine(who, 600) + claimed, .. ChainLines.Of(actor)]));
    }

    public void AddRows(Situation situation)
    {
        _why = new(situation);
        var types = situation.Rows.Select(r => r.Type?.Name ?? $"any taggable type of {string.Join(", ", r.TagPackages)}").Distinct().ToList();
        var inferred = situation.Rows.All(r => r.IsInferred) ? " The provider never makes this call; its effect is inferred." : "";
        Add("recognise", $"It can concern {string.Join(", ", types.Take(8))}{(types.Count > 8 ? $" and {types.Count - 8} more types" : "")}.{inferred}{NotUnderstood(situation)}");
    }

    public void AddTarget(ResourceInstance instance, IEnumerable<Target> targets, AddressOutcome outcome, Grade grade, (IgnoreRules Rules, IgnoreSubject Subject)? asked = null)
    {
        Add("match", $"{instance.Address} in state {instance.State}. {_why!.For(instance)}");
        Add("effect", string.Join(" ", targets.Select(Effect).Distinct()));
        Add("compare", outcome switch
        {
            { Changes.Count: > 0 } => string.Join("\n", outcome.Changes.Select(Line)),
            { Verdict: Judging.Verdict.InSync } => "Every value that the event sets is what the state holds.",
            { Verdict: Judging.Verdict.Deleted } => "The state holds it, the cloud no longer does.",
            _ => "The event carries no value that could be compared.",
        });
        AddIgnoring(outcome, asked);
        AddSeverity(grade);
    }

    public void AddHold(TerraformClaim claim) => Add("hold", claim switch
    {
        { IsInWindow: true } => $"{claim.AppliedBy ?? "Somebody"} is applying to this state, so the call is held as Terraform's until the state says so; if it never does, that is a finding.",
        { IsRunner: true } => "A declared runner made it, so it is held as Terraform's until the state says so; if it never does, that is a finding.",
        _ => "It may well be Terraform's, so it is held until the state says so; if it never does, that is a finding.",
    });

    public void AddSeverity(Grade grade)
    {
        if (grade.Sentence() is { } sentence)
        {
            Add("severity", sentence);
        }
    }

    // Only what would be shown can be ignored, and what only resolves never is.
    private void AddIgnoring(AddressOutcome outcome, (IgnoreRules Rules, IgnoreSubject Subject)? asked)
    {
        if (outcome.IsIgnored)
        {
            Add("ignore", IgnoreSteps.Of(outcome.Swallowed));
        }
        else if (asked is var (rules, subject) && outcome.Verdict.IsShown() && outcome.Verdict is not Judging.Verdict.Reverted)
        {
            Add("ignore", IgnoreSteps.Of(rules, subject, outcome.Swallowed, [.. outcome.Changes.Select(c => c.Path).Distinct()]));
        }
    }

    public void AddNoMatch() => Add("match", string.Join("\n", [_why!.Searched(), .. _why.NearMisses()]));

    public Finding Verdict(Finding finding)
    {
        Add("verdict", $"{finding.Verdict.Word()} ({finding.Severity.Word()}): {finding.Reason}.");
        return finding;
    }

    private static string NotUnderstood(Situation situation)
    {
        var paths = EventUnderstanding.Of(situation.Change, situation.Catalog)?.NotUnderstood.ToList() ?? [];
        return paths.Count == 0 ? "" : $"\nNot understood: {string.Join(", ", paths.Take(5).Select(p => "rp." + ForeignText.OneLine(p, 80)))}{(paths.Count > 5 ? $" and {paths.Count - 5} more" : "")}.";
    }

    private static string Effect(Target target) => target.Kind switch
    {
        TargetKind.Delete => "It deletes the resource.",
        TargetKind.Recreate when target.Effects.Count == 0 => "It creates what the state already holds.",
        TargetKind.Attach => $"It adds a {target.Type} that no state holds; the resource has no attribute of its own for it, or its {target.Type} resources are managed separately.",
        TargetKind.Detach => $"It removes the {target.Type} that an earlier event had added.",
        TargetKind.NoEffect => "It leaves no setting behind.",
        TargetKind.Inferred => "What it does is only inferred.",
        _ when target.Effects.Count == 0 => "It changes the resource in a way that the event does not carry.",
        _ => $"It sets {string.Join(", ", target.Effects.Select(e => e.ShownAs).Distinct().Take(8))}{(target.Effects.Count > 8 ? " and more" : "")}.",
    };

    private static string Line(Change change) => change.Hidden
        ? $"{change.Path}: the value is hidden"
        : $"{change.Path}: state {Shown(change.Before)}, cloud {Shown(change.After)}";

    private static string Shown(Values.Value value) => value.IsNull ? "(none)" : value.ToString();
}
