using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Route 53 changes records in batches: one target for each change, found by zone, name, type and set identifier.</summary>
/// <remarks>https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html</remarks>
internal static class DnsRecords
{
    private const string Record = "aws_route53_record";

    // The values of these are names of hosts, behind numbers in some.
    private static readonly HashSet<string> NamingTypes = ["CNAME", "MX", "NS", "PTR", "SRV"];

    // Whole sets are sent, so a policy that is not there is gone. An empty member is the value itself.
    private static readonly (string Attribute, string Member, (string Attribute, string Member)[] Parts)[] Policies =
    [
        ("cidr_routing_policy", "cidrRoutingConfig", [("collection_id", "collectionId"), ("location_name", "locationName")]),
        ("failover_routing_policy", "failover", [("type", "")]),
        ("geolocation_routing_policy", "geoLocation", [("continent", "continentCode"), ("country", "countryCode"), ("subdivision", "subdivisionCode")]),
        ("geoproximity_routing_policy", "geoProximityLocation", [("aws_region", "aWSRegion"), ("bias", "bias"), ("coordinates", "coordinates"), ("local_zone_group", "localZoneGroup")]),
        ("latency_routing_policy", "region", [("region", "")]),
        ("weighted_routing_policy", "weight", [("weight", "")]),
    ];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ?
        [
            .. Reading.Identifying(situation, Record, [("hostedZoneId", "zone_id"), .. Members(("name", "name"), ("type", "type"), ("setIdentifier", "set_identifier"))]),
            .. Reading.Values(situation, Record, ("changeBatch.changes.action", "name")),
            .. Reading.Values(situation, Record, Members([.. Policies.SelectMany(p => p.Parts.Select(part => (part.Member.Length > 0 ? $"{p.Member}.{part.Member}" : p.Member, $"{p.Attribute}.{part.Attribute}")))])),
            .. Reading.Values(situation, Record, Members(
                ("resourceRecords.value", "records"), ("ttl", "ttl"), ("weight", "weighted_routing_policy.weight"), ("healthCheckId", "health_check_id"), ("multiValueAnswer", "multivalue_answer_routing_policy"),
                ("aliasTarget.dnsName", "alias.name"), ("aliasTarget.hostedZoneId", "alias.zone_id"), ("aliasTarget.evaluateTargetHealth", "alias.evaluate_target_health"))),
        ]
        : null;

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || situation.Text("hostedZoneId") is not { } zone)
        {
            return null;
        }

        // A record deleted and created in one batch is a record changed.
        return [.. RequestMembers.Each(situation.Request["changeBatch"]["changes"]).GroupBy(c => NameOf(c["resourceRecordSet"])).SelectMany(changes => Change(situation, zone, changes.LastOrDefault(c => !Deletes(c)) ?? changes.Last()))];
    }

    private static bool Deletes(Value change) => change["action"].Text == "DELETE";

    private static (string Name, string Type, string Set) NameOf(Value set) => (Plain(set["name"].Text), set["type"].Text, set["setIdentifier"].Text);

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "route53.amazonaws.com", Operation: "ChangeResourceRecordSets" };

    private static IEnumerable<(string Path, string Attribute)> Members(params (string Member, string Attribute)[] members) =>
        members.Select(m => ("changeBatch.changes.resourceRecordSet." + m.Member, m.Attribute));

    private static IEnumerable<Target> Change(Situation situation, string zone, Value change)
    {
        var set = change["resourceRecordSet"];
        var deletes = Deletes(change);
        var held = situation.States.OfType(Record).Where(i => Identifiers.Same(i.Attributes["zone_id"].Text, zone) && IsSame(i, set) && situation.Matcher.IsInPlace(i, situation.Change)).ToList();
        if (held.Count > 0)
        {
            return held.Select(i => deletes
                ? new Target { Kind = TargetKind.Delete, Instance = i }
                : new Target { Kind = TargetKind.Recreate, Instance = i, Effects = [.. Effects(set)] });
        }

        var child = Value.MapOf(("name", Value.Of(Plain(set["name"].Text))), ("type", set["type"]), ("set_identifier", set["setIdentifier"]));
        var zones = situation.Matcher.Named("aws_route53_zone", "zone_id", zone, situation.Change).ToList();
        if (zones.Count == 0)
        {
            return change["action"].Text == "CREATE" ? [new Target { Kind = TargetKind.Create, Type = Record, Id = $"{zone}_{Plain(set["name"].Text)}_{set["type"].Text}", Child = child }] : [];
        }

        var own = zones.Where(z => ZoneApex.IsOf(z, NameOf(set).Name, set)).ToList();
        if (own.Count > 0)
        {
            return own.Select(z => ZoneApex.Target(situation, z, set));
        }

        return deletes
            ? zones.Select(z => Ownership.Removed(situation, z, null, hasSeparate: true, null, Record, child))
            : zones.Select(z => Ownership.Added(z, null, hasSeparate: true, null, Record, child, Details(child, set)));
    }

    private static Value Details(Value child, Value set) =>
        Value.MapOf(child.Members.Concat(Effects(set).Select(e => KeyValuePair.Create(e.Attribute, e.Apply(Value.Null)))).Where(m => !Meaning.IsEmpty(m.Value)));

    private static IEnumerable<AttributeEffect> Effects(Value set)
    {
        var values = RequestMembers.Each(set["resourceRecords"]).Select(r => r.Kind == ValueKind.Map ? r["value"] : r).Where(r => r.IsScalar);
        var isNames = NamingTypes.Contains(set["type"].Text);
        yield return new("records", before => Value.ListOf(values.Select(v => Spelled(Unquoted(v.Text), isNames ? before : Value.Null)))) { DecidesAll = true };
        yield return AttributeEffect.Replace("ttl", set.Find("ttl", StringComparison.OrdinalIgnoreCase) ?? Value.Null);
        var target = set["aliasTarget"];
        yield return target.IsNull ? AttributeEffect.Replace("alias", Value.EmptyList) : new("alias", before => Alias(before, target));
        yield return AttributeEffect.Replace("health_check_id", set.Find("healthCheckId", StringComparison.OrdinalIgnoreCase) ?? Value.Null);
        yield return AttributeEffect.Replace("multivalue_answer_routing_policy", set["multiValueAnswer"]);
        foreach (var (attribute, member, parts) in Policies)
        {
            yield return AttributeEffect.Replace(attribute, Policy(set[member], parts));
        }
    }

    private static Value Policy(Value sent, (string Attribute, string Member)[] parts) => sent.IsNull
        ? Value.EmptyList
        : Value.ListOf(Value.MapOf(parts.Select(p => KeyValuePair.Create(p.Attribute, p.Member.Length == 0 ? sent : sent.Find(p.Member, StringComparison.OrdinalIgnoreCase) ?? Value.Null))));

    // The state's own spelling of the same name, so that a trailing dot or a capital is no difference.
    private static Value Alias(Value before, Value target)
    {
        var name = (target.Find("dnsName", StringComparison.OrdinalIgnoreCase) ?? Value.Null).Text;
        var known = before.Items.Count == 1 ? before.Items[0]["name"].Text : "";
        return Value.ListOf(Value.MapOf(
            ("evaluate_target_health", target["evaluateTargetHealth"]),
            ("name", Value.Of(Plain(name) == Plain(known) ? known : Plain(name))),
            ("zone_id", target["hostedZoneId"])));
    }

    private static Value Spelled(string sent, Value known) => known.Items.FirstOrDefault(k => Plain(k.Text) == Plain(sent)) is { IsNull: false } same ? same : Value.Of(sent);

    private static bool IsSame(ResourceInstance instance, Value set)
    {
        var name = Plain(set["name"].Text);
        var a = instance.Attributes;
        return a["type"].Text == set["type"].Text
            && (Plain(a["fqdn"].Text) == name || Plain(a["name"].Text) == name)
            && a["set_identifier"].Text == set["setIdentifier"].Text;
    }

    // Route 53 writes * as \052, ends names with a dot, and does not tell case.
    private static string Plain(string name) => name.Replace("\\052", "*", StringComparison.Ordinal).TrimEnd('.').ToLowerInvariant();

    // Texts of TXT records are quoted in the API and not in Terraform.
    private static string Unquoted(string record) => record.Length > 1 && record[0] == '"' && record[^1] == '"' ? record[1..^1] : record;
}
