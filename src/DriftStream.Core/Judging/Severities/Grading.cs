using System.Collections.Concurrent;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>Gives findings their severity: that of the worst effect, as the user's rules have it.</summary>
internal sealed class Grading(IReadOnlyList<SeverityRule> rules)
{
    private readonly ConcurrentDictionary<string, Grade> _byType = new(StringComparer.Ordinal);

    /// <summary>The grade of a finding on a managed resource.</summary>
    /// <param name="verdict">Its verdict.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="outcome">What the comparison gave.</param>
    /// <param name="resource">The resource as the cloud holds it.</param>
    public Grade Of(Verdict verdict, SeverityPlace place, AddressOutcome outcome, Value resource) => verdict switch
    {
        Verdict.Deleted => Worst([Deletions.Of(place.Type)], place),
        Verdict.Drift or Verdict.Touched or Verdict.Attached => Of(outcome.Away.Count == 0 ? outcome.Changes : outcome.Away, outcome.Changes, place, resource),
        _ => Grade.Info,
    };

    /// <summary>The grade of changes of one resource.</summary>
    /// <param name="changes">The changes.</param>
    /// <param name="all">All changes of the finding.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="resource">The resource as the cloud holds it.</param>
    public Grade Of(IReadOnlyList<Change> changes, IReadOnlyList<Change> all, SeverityPlace place, Value resource) => Worst(
        changes.Count == 0
            ? [new(SeverityEffects.ValueHidden, place.Type)]
            : [.. ReplacedElements.Narrowed(changes).SelectMany(c => OfChange(new(c, place.Type, resource, all)))],
        place);

    /// <summary>The grade of something new that no state holds.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="thing">What is known of it.</param>
    public Grade OfCreation(string type, Value thing)
    {
        var seen = Creations.Of(type, thing);
        return Worst(seen.Count > 0 ? seen : [new(SeverityEffects.Unmanaged, type)], new(null, null, type));
    }

    /// <summary>The grade of something new of which only its type matters.</summary>
    public Grade OfPlainCreation(string type) => _byType.GetOrAdd(type, static (name, grading) => grading.OfCreation(name, Value.EmptyMap), this);

    private static List<SeenEffect> OfChange(ChangeFacts facts)
    {
        if (WordChanges.Cover(facts))
        {
            return [facts.Seen(SeverityEffects.WordsOnly)];
        }

        List<SeenEffect> seen =
        [
            .. TrailChanges.Of(facts), .. OpenPorts.Of(facts), .. PublicAccess.Of(facts), .. RightsChanges.Of(facts), .. RouteChanges.Of(facts), .. Guards.Of(facts),
        ];
        return seen.Count > 0 ? seen : [facts.Seen(facts.Change.Hidden ? SeverityEffects.ValueHidden : facts.IsChild ? SeverityEffects.Attached : SeverityEffects.Other)];
    }

    private Grade Worst(List<SeenEffect> seen, SeverityPlace place)
    {
        if (seen is [var only])
        {
            GradedEffect worst = new(only, SeverityOf(only.Effect, place));
            return new(worst.Severity, [worst]);
        }

        GradedEffect[] graded =
        [
            .. seen.Distinct().Select(s => new GradedEffect(s, SeverityOf(s.Effect, place)))
                .OrderByDescending(g => g.Severity).ThenBy(g => g.Seen.Effect.Name, StringComparer.Ordinal).ThenBy(g => g.Seen.Where, StringComparer.Ordinal),
        ];
        return new(graded[0].Severity, graded);
    }

    private Severity SeverityOf(SeverityEffect effect, SeverityPlace place) =>
        rules.FirstOrDefault(rule => rule.Fits(effect, place))?.Change.Apply(effect.Severity) ?? effect.Severity;
}
