using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Effects;

namespace DriftStream.Core.Coverage;

/// <summary>Decides for each attribute of a type how its changes come to light.</summary>
internal sealed class TypeSurvey
{
    // Which resource it is and where, not how it is; tags_all is compared and shown as tags.
    private static readonly HashSet<string> Identity = ["id", "arn", "region", "tags_all"];

    // AWS writes a word or nothing in the place of these values, whatever the call.
    private static readonly HashSet<(string Type, string Attribute)> NeverLogged =
    [
        ("aws_lambda_function", "environment"), ("aws_instance", "user_data"), ("aws_instance", "user_data_base64"), ("aws_cloudfront_distribution", "comment"),
        ("aws_apigatewayv2_stage", "stage_variables"), ("aws_ssm_parameter", "value"), ("aws_ssm_parameter", "insecure_value"),
    ];

    private readonly ResourceType _type;
    private readonly TypeEvents _events;
    private readonly HashSet<string> _read;
    private readonly ILookup<string, Reveal> _reveals;

    private TypeSurvey(TypeEvents events)
    {
        (_type, _events) = (events.Type, events);
        _read = [.. EventCatalog.Reads(_type.Name).Select(r => AttributePath.Root(r.Attribute))];
        _reveals = events.Reveals.ToLookup(r => AttributePath.Root(r.Path));
    }

    public static SurveyedType Of(TypeEvents events) => new TypeSurvey(events).Survey();

    /// <summary>A type that the catalogue does not know.</summary>
    public static SurveyedType Unknown(string name)
    {
        var none = new Dictionary<string, AttributeCoverage>();
        return new(new() { Name = name, IsKnown = false, Attributes = none, Created = [], Deleted = [], HomeRegion = null }, none, new([], IsSingleton: false));
    }

    private SurveyedType Survey()
    {
        var attributes = _type.Attributes.Where(a => !a.Value.IsComputedOnly && !Identity.Contains(a.Key)).OrderBy(a => a.Key, StringComparer.Ordinal).ToList();
        var coverage = new TypeCoverage
        {
            Name = _type.Name,
            IsKnown = true,
            Attributes = Named(attributes.Select(a => Of(a.Key, a.Value))),
            Created = Ordered(_events.Created.Count > 0 ? _events.Created : _events.Put),
            Deleted = Ordered(_events.Deleted),
            HomeRegion = HomeRegions.Of(_events.Sources),
        };
        return new(coverage, Named(attributes.Select(a => WithoutEvents(a.Key, a.Value, Cause.NotIdentified))), new([.. _events.Identifying.Order(StringComparer.Ordinal)], _events.IsSingleton));
    }

    private static Dictionary<string, AttributeCoverage> Named(IEnumerable<AttributeCoverage> attributes) =>
        attributes.Append(Timeouts).DistinctBy(a => a.Name).ToDictionary(a => a.Name);

    private static AttributeCoverage Timeouts { get; } = new("timeouts", Reach.Nothing, Cause.TerraformOnly, [], [], 1, []);

    private AttributeCoverage Of(string name, AttributeFacts facts)
    {
        var all = _reveals[name].ToList();
        var shown = all.Where(r => !r.IsHidden).ToList();
        if (all.Count == 0)
        {
            return WithoutEvents(name, facts, Cause.NoEvent);
        }

        var settings = BlockSettings.Of(name, facts, all.Select(r => r.Path).ToHashSet());
        var isHidden = shown.Count == 0 || NeverLogged.Contains((_type.Name, name));
        var cause = !isHidden ? Cause.None : Secrets.IsTelling(name) || facts.IsSensitive ? Cause.Secret : Cause.NotLogged;
        var events = Events(isHidden ? all : shown);
        return new(name, isHidden ? Reach.Hidden : Reach.Events, cause, events, [.. Events(all).Except(events)], settings.Count, settings.IsUnseen ? [] : settings.Unseen);
    }

    private AttributeCoverage WithoutEvents(string name, AttributeFacts facts, Cause why)
    {
        var (reach, cause) = facts switch
        {
            { IsWriteOnly: true } => (Reach.Nothing, Cause.WriteOnly),
            _ when TerraformOnly.Covers(_type, name, _read.Contains(name)) => (Reach.Nothing, Cause.TerraformOnly),
            { Nested.Count: 0 } when _type.Identity.Contains(name) || ((facts.IsRequired || facts.ForcesReplacement) && _events.Identifying.Contains(name)) => (Reach.Replacement, Cause.Identity),
            { ForcesReplacement: true } when why == Cause.NoEvent && _events.Deleted.Count > 0 => (Reach.Replacement, Cause.ForcesReplacement),
            _ when _read.Contains(name) || (_reveals.Contains(name) && !facts.IsSensitive) || (_read.Count == 0 && _type.ReadCalls.Count > 0 && !facts.IsSensitive) || name is "tags" or "tag" => (Reach.Scan, why),
            _ => (Reach.Nothing, Cause.NotReturned),
        };
        return new(name, reach, cause, [], [], BlockSettings.Of(name, facts, new HashSet<string> { name }).Count, []);
    }

    // Of equally sure ones those named after the type, and those that set before those that remove.
    private List<EventKey> Events(IEnumerable<Reveal> reveals) =>
        [.. reveals.GroupBy(r => r.Event).OrderByDescending(g => g.Max(r => r.Strength)).ThenBy(g => !IsNamed(g.Key)).ThenBy(g => Verbs.Removes(g.Key.Operation)).ThenBy(g => g.Key.Operation, StringComparer.Ordinal).ThenBy(g => g.Key.Source, StringComparer.Ordinal).Select(g => g.Key)];

    private bool IsNamed(EventKey key) => key.Operation.Contains(_type.Name[(_type.Name.LastIndexOf('_') + 1)..], StringComparison.OrdinalIgnoreCase);

    private static List<EventKey> Ordered(Dictionary<EventKey, int> events) =>
        [.. events.OrderByDescending(e => e.Value).ThenBy(e => e.Key.Operation, StringComparer.Ordinal).Select(e => e.Key)];
}
