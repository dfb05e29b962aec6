using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Balancers;

/// <summary>Load balancers and target groups take their settings as keys and values; this table says which attribute each key is.</summary>
/// <remarks>https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html</remarks>
internal static class LoadBalancerAttributes
{
    private static readonly Dictionary<string, string> LoadBalancer = new()
    {
        ["access_logs.s3.enabled"] = "access_logs.enabled",
        ["access_logs.s3.bucket"] = "access_logs.bucket",
        ["access_logs.s3.prefix"] = "access_logs.prefix",
        ["connection_logs.s3.enabled"] = "connection_logs.enabled",
        ["connection_logs.s3.bucket"] = "connection_logs.bucket",
        ["connection_logs.s3.prefix"] = "connection_logs.prefix",
        ["health_check_logs.s3.enabled"] = "health_check_logs.enabled",
        ["health_check_logs.s3.bucket"] = "health_check_logs.bucket",
        ["health_check_logs.s3.prefix"] = "health_check_logs.prefix",
        ["deletion_protection.enabled"] = "enable_deletion_protection",
        ["idle_timeout.timeout_seconds"] = "idle_timeout",
        ["client_keep_alive.seconds"] = "client_keep_alive",
        ["load_balancing.cross_zone.enabled"] = "enable_cross_zone_load_balancing",
        ["routing.http.desync_mitigation_mode"] = "desync_mitigation_mode",
        ["routing.http.drop_invalid_header_fields.enabled"] = "drop_invalid_header_fields",
        ["routing.http.preserve_host_header.enabled"] = "preserve_host_header",
        ["routing.http.x_amzn_tls_version_and_cipher_suite.enabled"] = "enable_tls_version_and_cipher_suite_headers",
        ["routing.http.xff_client_port.enabled"] = "enable_xff_client_port",
        ["routing.http.xff_header_processing.mode"] = "xff_header_processing_mode",
        ["routing.http2.enabled"] = "enable_http2",
        ["waf.fail_open.enabled"] = "enable_waf_fail_open",
        ["zonal_shift.config.enabled"] = "enable_zonal_shift",
        ["dns_record.client_routing_policy"] = "dns_record_client_routing_policy",
        ["secondary_ips.auto_assigned.per_subnet"] = "secondary_ips_auto_assigned_per_subnet",
    };

    private static readonly Dictionary<string, string> TargetGroup = new()
    {
        ["deregistration_delay.timeout_seconds"] = "deregistration_delay",
        ["deregistration_delay.connection_termination.enabled"] = "connection_termination",
        ["slow_start.duration_seconds"] = "slow_start",
        ["preserve_client_ip.enabled"] = "preserve_client_ip",
        ["proxy_protocol_v2.enabled"] = "proxy_protocol_v2",
        ["load_balancing.algorithm.type"] = "load_balancing_algorithm_type",
        ["load_balancing.algorithm.anomaly_mitigation"] = "load_balancing_anomaly_mitigation",
        ["load_balancing.cross_zone.enabled"] = "load_balancing_cross_zone_enabled",
        ["lambda.multi_value_headers.enabled"] = "lambda_multi_value_headers_enabled",
        ["stickiness.enabled"] = "stickiness.enabled",
        ["stickiness.type"] = "stickiness.type",
        ["stickiness.app_cookie.cookie_name"] = "stickiness.cookie_name",
        ["stickiness.lb_cookie.duration_seconds"] = "stickiness.cookie_duration",
        ["stickiness.app_cookie.duration_seconds"] = "stickiness.cookie_duration",
    };

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation)
    {
        if (TableOf(situation) is not { } table)
        {
            return null;
        }

        var type = table == LoadBalancer ? "aws_lb" : "aws_lb_target_group";
        var settings =
            from pair in RequestMembers.Each(situation.Request["attributes"])
            where table.ContainsKey(pair["key"].Text)
            from leaf in Leaves.Of(pair)
            select new LeafUse(leaf.Leaf, LeafRole.ReadByRule, $"{type}.{table[pair["key"].Text]}");
        return RowReads.Identifying(situation).Concat(settings);
    }

    /// <summary>The attributes of load balancers that are set so.</summary>
    public static IEnumerable<string> OfLoadBalancers => LoadBalancer.Values;

    /// <summary>The attributes of target groups that are set so.</summary>
    public static IEnumerable<string> OfTargetGroups => TargetGroup.Values.Distinct();

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (TableOf(situation) is not { } table)
        {
            return null;
        }

        var pairs = Coercion.ToMap(RequestMembers.Unwrap(situation.Request["attributes"]));
        var matches = situation.Rows.Where(r => r.Type is not null).SelectMany(r => situation.Matcher.Match(r, situation.Change)).DistinctBy(m => m.Instance);
        return [.. matches.Select(m => new Target { Kind = TargetKind.Change, Instance = m.Instance, Effects = [.. Effects(m, pairs, table)] })];
    }

    private static Dictionary<string, string>? TableOf(Situation situation) => situation.Change switch
    {
        { Source: not "elasticloadbalancing.amazonaws.com" } => null,
        { Operation: "ModifyLoadBalancerAttributes" } when situation.Request["loadBalancerArn"].IsScalar => LoadBalancer,
        { Operation: "ModifyTargetGroupAttributes" } => TargetGroup,
        { Operation: "ModifyListenerAttributes" } => Listener(situation),
        _ => null,
    };

    // tcp.idle_timeout.seconds is tcp_idle_timeout_seconds.
    private static Dictionary<string, string> Listener(Situation situation) => situation.Catalog.Type("aws_lb_listener")!.Attributes.Keys.Where(a => a.StartsWith("routing_http_", StringComparison.Ordinal) || a == "tcp_idle_timeout_seconds")
        .SelectMany(a => Coercion.ToMap(RequestMembers.Unwrap(situation.Request["attributes"])).Members.Select(m => m.Key).Where(k => k.Replace('.', '_').Replace('-', '_') == a).Select(k => KeyValuePair.Create(k, a)))
        .ToDictionary();

    private static IEnumerable<AttributeEffect> Effects(RowMatch match, Value pairs, Dictionary<string, string> table)
    {
        var schema = match.Row.Type!.Attributes;
        var tree = new BlockTree(schema);
        foreach (var (key, value) in pairs.Members.Where(p => table.ContainsKey(p.Key)))
        {
            tree.Put(key, table[key], new Member(value, []));
        }

        return tree.Attributes.Select(a => new AttributeEffect(a.Key, before => Comparing.Merge.Over(schema.GetValueOrDefault(a.Key), before, a.Value)));
    }
}
