using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Balancers;

/// <summary>Listeners and their rules: what they do is sent whole, and priorities come for several rules at once.</summary>
internal static class Listeners
{
    private const string CertificateCall = "SetLoadBalancerListenerSSLCertificate";

    private static readonly string[] RuleTypes = ["aws_lb_listener_rule", "aws_alb_listener_rule"];

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => (situation.Change.Source, situation.Change.Operation) switch
    {
        ("elasticloadbalancing.amazonaws.com", "ModifyListener") => [.. AnyCall.Reads(situation), .. Reading.Values(situation, "aws_lb_listener", ("DefaultActions", "default_action"), ("MutualAuthentication", "mutual_authentication"))],
        ("elasticloadbalancing.amazonaws.com", "ModifyRule") => [.. AnyCall.Reads(situation), .. Reading.Values(situation, "aws_lb_listener_rule", ("Actions", "action"), ("Conditions", "condition"))],
        ("elasticloadbalancing.amazonaws.com", CertificateCall) => [.. AnyCall.Reads(situation), .. Reading.Values(situation, "aws_elb", ("LoadBalancerPort", "listener.lb_port"), ("SSLCertificateId", "listener.ssl_certificate_id"))],
        _ => null,
    };

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation) => (situation.Change.Source, situation.Change.Operation) switch
    {
        ("elasticloadbalancing.amazonaws.com", "ModifyListener") => Modified(situation, "DefaultActions", "default_action"),
        ("elasticloadbalancing.amazonaws.com", "ModifyRule") => Modified(situation, "Actions", "action"),
        ("elasticloadbalancing.amazonaws.com", "SetRulePriorities") => [.. Each(situation, "RulePriorities").SelectMany(p => Prioritized(situation, p))],
        ("elasticloadbalancing.amazonaws.com", CertificateCall) => Certified(situation),
        _ => null,
    };

    private static List<Target> Modified(Situation situation, string member, string attribute)
    {
        var actions = Each(situation, member);
        var conditions = Each(situation, "Conditions");
        return
        [
            .. from row in situation.Rows.Where(r => r.Type?.Attributes.ContainsKey(attribute) == true)
               let own = row.Pairs.Select(p => p.Path).Where(p => p.StartsWith(member + ".", StringComparison.Ordinal) || p.StartsWith("Conditions.", StringComparison.Ordinal) || p.StartsWith("MutualAuthentication.", StringComparison.Ordinal)).ToHashSet()
               from match in situation.Matcher.Match(row, situation.Change)
               let settings = Translation.Effects(row, situation, match.Instance, own)
               select new Target
               {
                   Kind = TargetKind.Change,
                   Instance = match.Instance,
                   Effects =
                   [
                       .. settings,
                       .. actions.Count > 0 ? [ListenerActions.Effect(row.Type!, attribute, actions)] : Array.Empty<AttributeEffect>(),
                       .. conditions.Count > 0 ? [RuleConditions.Effect(conditions)] : Array.Empty<AttributeEffect>(),
                       .. Authentication(situation),
                   ],
               },
        ];
    }

    // Off is what a listener without the block has.
    private static IEnumerable<AttributeEffect> Authentication(Situation situation)
    {
        var sent = situation.Request["mutualAuthentication"];
        if (sent.Kind == ValueKind.Map)
        {
            var block = Value.MapOf(
                ("advertise_trust_store_ca_names", sent["advertiseTrustStoreCaNames"]),
                ("ignore_client_certificate_expiry", sent["ignoreClientCertificateExpiry"]),
                ("mode", sent["mode"]),
                ("trust_store_arn", sent["trustStoreArn"]));
            yield return AttributeEffect.Replace("mutual_authentication", Switched(Value.ListOf(block))) with { View = Switched };
        }
    }

    private static Value Switched(Value blocks) => blocks.Items is [{ } block] && block["mode"].Text is "off" or "" ? Value.EmptyList : blocks;

    private static IEnumerable<Target> Prioritized(Situation situation, Value entry) =>
        from type in RuleTypes
        from rule in situation.Matcher.Named(type, "id", entry["ruleArn"].Text, situation.Change)
        select new Target { Kind = TargetKind.Change, Instance = rule, Effects = [AttributeEffect.Replace("priority", entry["priority"])] };

    private static List<Target>? Certified(Situation situation)
    {
        if (situation.Text("loadBalancerName") is not { } name || situation.Text("loadBalancerPort") is not { } port || situation.Text("sSLCertificateId") is not { } certificate)
        {
            return null;
        }

        var effect = new AttributeEffect("listener", before => Value.ListOf(before.Items.Select(l => l["lb_port"].Text == port ? l.With("ssl_certificate_id", Value.Of(certificate)) : l)));
        return [.. situation.Matcher.Named("aws_elb", "name", name, situation.Change).Select(b => new Target { Kind = TargetKind.Change, Instance = b, Effects = [effect] })];
    }

    private static List<Value> Each(Situation situation, string member) =>
        [.. RequestMembers.Find(situation.Request, member).SelectMany(m => m.Value.Kind == ValueKind.List ? m.Value.Items : [m.Value]).Where(v => v.Kind == ValueKind.Map)];
}
