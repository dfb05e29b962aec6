using DriftStream.Core.Matching;

namespace DriftStream.Core.Judging;

/// <summary>What judging one event gave.</summary>
/// <param name="Findings">At least one, in (state, address) order; exactly one per state and address touched.</param>
/// <param name="Changed">The addresses whose deviations are not what they were before.</param>
/// <param name="Deviations">The book after the event.</param>
/// <param name="Steps">How it came to the verdicts, for people.</param>
public sealed record Judgement(
    IReadOnlyList<Finding> Findings,
    IReadOnlyList<DriftAddress> Changed,
    DeviationBook Deviations,
    IReadOnlyList<ExplainStep> Steps)
{
    /// <summary>Calls of Terraform that were taken as such although no state could confirm them.</summary>
    public bool Unchecked { get; init; }

    /// <summary>The states that the event was compared with; null where it needed none.</summary>
    public StateIndex? States { get; init; }

    /// <summary>What waits for a state to confirm it.</summary>
    public IReadOnlyList<HeldCall> Held { get; init; } = [];

    /// <summary>The event came after newer ones had decided all that it decides: it opens nothing and notifies nobody.</summary>
    public bool Late { get; init; }

    /// <summary>The findings on addresses where newer events had decided everything.</summary>
    public IReadOnlyList<Finding> LateFindings { get; init; } = [];

    /// <summary>The findings that tell nothing new: the event set again what differed already.</summary>
    public IReadOnlyList<Finding> Repeats { get; init; } = [];

    /// <summary>Whether a finding of this judgement tells what is known already.</summary>
    public bool IsRepeat(Finding finding) => Repeats.Contains(finding, ReferenceEqualityComparer.Instance);

    /// <summary>Whether a finding of this judgement opens nothing and is told to nobody.</summary>
    public bool IsLate(Finding finding) => Late || LateFindings.Contains(finding, ReferenceEqualityComparer.Instance);
}

/// <summary>One step from event to verdict.</summary>
/// <param name="Name">Triage, actor, recognise, match, effect, compare or verdict.</param>
/// <param name="Text">What was found in this step, a sentence or several lines.</param>
public sealed record ExplainStep(string Name, string Text);
