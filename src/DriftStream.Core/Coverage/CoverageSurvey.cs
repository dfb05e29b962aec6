using DriftStream.Core.Catalog;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Coverage;

/// <summary>Says of every resource in some states which of its attributes events can tell of. It is the judge's own knowledge, asked beforehand.</summary>
public sealed class CoverageSurvey
{
    private static readonly HashSet<string> OfEveryType = ["id", "arn", "region", "tags_all", "timeouts"];

    private readonly EventCatalog _catalog;
    private readonly StateIndex _index;
    private readonly Dictionary<string, SurveyedType> _types;

    // Equal for all resources of a type that only differ in what is secret.
    private readonly Dictionary<(AttributeCoverage, Cause), AttributeCoverage> _concealed = [];

    private CoverageSurvey(EventCatalog catalog, IReadOnlyList<TerraformState> states)
    {
        (_catalog, _index) = (catalog, StateIndex.Build(catalog, states));
        var names = states.SelectMany(s => s.Instances).Select(i => i.Type).Distinct().ToList();
        var events = EventsByType.Of(catalog, names);
        _types = names.ToDictionary(n => n, n => events.TryGetValue(n, out var known) ? TypeSurvey.Of(known) : TypeSurvey.Unknown(n));
    }

    /// <summary>Surveys all resources of the states.</summary>
    public static CoverageReport Of(EventCatalog catalog, IReadOnlyList<TerraformState> states)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(states);
        var survey = new CoverageSurvey(catalog, states);
        var instances = states.SelectMany(s => s.Instances).ToLookup(i => i.Deposed is null);
        return new([.. instances[true].Select(survey.Of)], instances[false].Count());
    }

    private InstanceCoverage Of(ResourceInstance instance)
    {
        var type = _types[instance.Type];
        var place = _index.PlacementOf(instance);
        var unmatched = type.Identification.Fault(instance, place);
        var known = unmatched is null ? type.Coverage.Attributes : type.Unmatched;
        var schema = _catalog.Type(instance.Type);
        var isSecret = Secrets.Of(instance, schema);
        var names = instance.Attributes.Members.Select(m => m.Key).ToList();
        return new(
            instance,
            type.Coverage,
            [.. names.Where(known.ContainsKey).Select(n => Seen(known[n], instance, schema, isSecret)).OrderBy(a => a.Name, StringComparer.Ordinal)],
            [.. names.Where(n => schema is not null && !schema.Attributes.ContainsKey(n) && !OfEveryType.Contains(n)).Order(StringComparer.Ordinal)],
            unmatched,
            place.Account,
            type.Coverage.HomeRegion ?? place.Region);
    }

    private AttributeCoverage Seen(AttributeCoverage attribute, ResourceInstance instance, ResourceType? schema, Func<string, bool> isSecret)
    {
        if (attribute.Reach != Reach.Events)
        {
            return attribute;
        }

        var isList = schema?.Attributes.GetValueOrDefault(attribute.Name)?.Kind is AttributeKind.List or AttributeKind.Set;
        return isSecret(attribute.Name) ? Concealed(attribute, Cause.Secret)
            : instance.ScalarsOnly && isList ? Concealed(attribute, Cause.OldFormat)
            : attribute;
    }

    private AttributeCoverage Concealed(AttributeCoverage attribute, Cause cause)
    {
        if (!_concealed.TryGetValue((attribute, cause), out var concealed))
        {
            _concealed.Add((attribute, cause), concealed = attribute with { Reach = Reach.Hidden, Cause = cause });
        }

        return concealed;
    }
}
