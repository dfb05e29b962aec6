using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>ModifyInstanceAttribute, in both of its forms: one member for each setting, or the setting's name as a value.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyInstanceAttribute.html</remarks>
internal static class InstanceAttributes
{
    private const string Instance = "aws_instance";

    private static readonly Dictionary<string, string> Attributes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["instanceType"] = "instance_type",
        ["disableApiTermination"] = "disable_api_termination",
        ["disableApiStop"] = "disable_api_stop",
        ["instanceInitiatedShutdownBehavior"] = "instance_initiated_shutdown_behavior",
        ["sourceDestCheck"] = "source_dest_check",
        ["ebsOptimized"] = "ebs_optimized",
        ["groupSet"] = "vpc_security_group_ids",
        ["userData"] = "user_data",
    };

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ?
        [
            .. Reading.Identifying(situation, Instance, ("InstanceId", "id")),
            .. Reading.Values(situation, Instance, Attributes.Select(a => (a.Key, a.Value))),
            .. situation.Text("attribute") is { } name && Attributes.TryGetValue(name, out var attribute) ? Reading.Values(situation, Instance, ("attribute", attribute), ("value", attribute)) : [],
            .. AnyCall.Reads(situation),
        ]
        : null;

    /// <summary>The attributes that the call can set.</summary>
    public static IEnumerable<string> Names => Attributes.Values;

    /// <summary>What the call does; null where it is another call, or changes something else.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation))
        {
            return null;
        }

        var schema = situation.Catalog.Type(Instance)!.Attributes;
        var effects = Settings(situation).Select(s => s.Value.IsHidden
            ? AttributeEffect.Unknown(s.Attribute)
            : AttributeEffect.Replace(s.Attribute, Coercion.To(schema.GetValueOrDefault(s.Attribute), s.Value))).ToList();
        var instances = RequestMembers.FindIdentifiers(situation.Request, "InstanceId", null).SelectMany(id => situation.Matcher.Named(Instance, "id", id, situation.Change)).ToList();
        return effects.Count > 0 && instances.Count > 0
            ? [.. instances.Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = effects })]
            : null;
    }

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "ec2.amazonaws.com", Operation: "ModifyInstanceAttribute" };

    private static IEnumerable<(string Attribute, Value Value)> Settings(Situation situation)
    {
        if (situation.Text("attribute") is { } name && Attributes.TryGetValue(name, out var named) && situation.Request.Find("value", StringComparison.Ordinal) is { } sent)
        {
            yield return (named, sent);
        }

        foreach (var (parameter, value) in situation.Request.Members)
        {
            if (Attributes.TryGetValue(parameter, out var attribute))
            {
                yield return (attribute, attribute == "vpc_security_group_ids" ? Groups(value) : RequestMembers.Unwrap(value));
            }
        }
    }

    private static Value Groups(Value set) => Value.ListOf(RequestMembers.ScalarsIn(set).Select(Value.Of));
}
