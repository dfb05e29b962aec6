using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging;

/// <summary>Collects the steps from event to verdict, so that they can be retold.</summary>
internal sealed class Story
{
    private readonly List<ExplainStep> _steps = [];

    public Story(CloudTrailEvent change) => Add(
        "event",
        $"{change.Source} {change.Name} at {change.Time.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC in account {change.Account ?? "(not said)"}, region {change.Region ?? "(not said)"}, event {change.Id}.");

    public IReadOnlyList<ExplainStep> Steps => _steps;

    public bool IsUnchecked { get; set; }

    public bool IsLate { get; set; }

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
        Add("actor", who + claimed);
    }

    public void AddRows(IReadOnlyList<EventRow> rows)
    {
        var types = rows.Select(r => r.Type?.Name ?? $"any tagged type of {string.Join(", ", r.TagPackages)}").Distinct().ToList();
        var inferred = rows.All(r => r.IsInferred) ? " The provider never makes this call; its effect is inferred." : "";
        Add("recognise", $"It can concern {string.Join(", ", types.Take(8))}{(types.Count > 8 ? $" and {types.Count - 8} more types" : "")}.{inferred}");
    }

    public void AddMatch(ResourceInstance instance, AddressOutcome outcome, Finding finding)
    {
        Add("match", $"{instance.Address} in state {instance.State} is what it names (account and region agree).");
        if (outcome.Changes.Count > 0)
        {
            Add("compare", string.Join("\n", outcome.Changes.Select(Line)));
        }
        else
        {
            Add("compare", outcome.Verdict == Judging.Verdict.InSync ? "Every value that the event sets is what the state holds." : "There is nothing to compare value by value.");
        }

        Verdict(finding);
    }

    public Finding Verdict(Finding finding)
    {
        Add("verdict", $"{finding.Verdict.Word()} ({finding.Severity.Word()}): {finding.Reason}.");
        return finding;
    }

    public Judgement End(Finding finding, DeviationBook deviations)
    {
        Verdict(finding);
        return new([finding], [], deviations, Steps);
    }

    private static string Line(Change change) => change.Hidden
        ? $"{change.Path}: (hidden)"
        : $"{change.Path}: state {change.Before}, cloud {change.After}";
}
