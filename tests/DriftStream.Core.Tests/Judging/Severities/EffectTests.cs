using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Severities;
using DriftStream.Core.Values;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Severities;

/// <summary>Single changes and the effects that they have.</summary>
public sealed class EffectTests
{
    [Theory]
    [InlineData("0.0.0.0/0", true)]
    [InlineData("::/0", true)]
    [InlineData("0.0.0.0/1", true)]
    [InlineData("128.0.0.0/1", true)]
    [InlineData("64.0.0.0/7", true)]
    [InlineData("2000::/3", true)]
    [InlineData("11.0.0.0/8", false)]
    [InlineData("10.0.0.0/8", false)]
    [InlineData("203.0.113.7/32", false)]
    [InlineData("224.0.0.0/4", false)]
    [InlineData("fc00::/7", false)]
    [InlineData("2a00::/16", false)]
    [InlineData("pl-0123456789abcdef0", false)]
    [InlineData("sg-0123456789abcdef0", false)]
    [InlineData("0.0.0.0/0x", false)]
    [InlineData("0.0.0/0", false)]
    [InlineData("", false)]
    public void A_range_that_nobody_owns_is_the_world(string range, bool isWorld) => World.Is(range).ShouldBe(isWorld);

    [Theory]
    [InlineData("tcp", 22, 22, "admin-port-open")]
    [InlineData("6", 3306, 3306, "admin-port-open")]
    [InlineData("tcp", 0, 1024, "admin-port-open")]
    [InlineData("udp", 11211, 11211, "admin-port-open")]
    [InlineData("tcp", 80, 80, "port-open")]
    [InlineData("tcp", 443, 443, "port-open")]
    [InlineData("tcp", 0, 65535, "all-ports-open")]
    [InlineData("-1", null, null, "all-ports-open")]
    [InlineData("all", 0, 0, "all-ports-open")]
    [InlineData("icmp", 8, -1, "ping-open")]
    [InlineData("58", -1, -1, "ping-open")]
    [InlineData("50", null, null, "port-open")]
    public void Ports_open_to_the_world_are_told_apart(string protocol, int? from, int? to, string effect)
    {
        var rule = Value.MapOf(("ip_protocol", Value.Of(protocol)), ("from_port", Number(from)), ("to_port", Number(to)), ("cidr_ipv4", Value.Of("0.0.0.0/0")));

        OpenPorts.OfRule(rule, "aws_vpc_security_group_ingress_rule").ShouldNotBeNull().Effect.Name.ShouldBe(effect);
        OpenPorts.OfRule(rule, "aws_vpc_security_group_egress_rule").ShouldNotBeNull().Effect.Name.ShouldBe("egress-open");
        OpenPorts.OfRule(rule.With("cidr_ipv4", Value.Of("10.0.0.0/8")), "aws_vpc_security_group_ingress_rule").ShouldBeNull();
    }

    [Theory]
    [InlineData("ELBSecurityPolicy-TLS13-1-2-2021-06", 12)]
    [InlineData("ELBSecurityPolicy-TLS13-1-3-2021-06", 13)]
    [InlineData("ELBSecurityPolicy-TLS-1-1-2017-01", 11)]
    [InlineData("ELBSecurityPolicy-FS-1-2-Res-2020-10", 12)]
    [InlineData("ELBSecurityPolicy-FS-2018-06", 10)]
    [InlineData("ELBSecurityPolicy-2016-08", 10)]
    [InlineData("TLSv1.2_2021", 12)]
    [InlineData("TLSv1_2016", 10)]
    [InlineData("TLSv1", 10)]
    [InlineData("SSLv3", 0)]
    [InlineData("TLS_1_2", 12)]
    [InlineData("SecurityPolicy_TLS13_1_3_2025_09", 13)]
    [InlineData("Policy-Min-TLS-1-0-2019-07", 10)]
    [InlineData("TransferSecurityPolicy-2024-01", null)]
    public void A_policy_says_the_oldest_tls_it_takes(string policy, int? floor) => TlsFloor.Of(Value.Of(policy)).ShouldBe(floor);

    [Theory]
    [InlineData("aws_lb", "enable_deletion_protection", "true", "false", "deletion-protection-off")]
    [InlineData("aws_lb", "enable_deletion_protection", "false", "true", "other")]
    [InlineData("aws_instance", "disable_api_termination", "true", "false", "deletion-protection-off")]
    [InlineData("aws_codebuild_project", "artifacts.encryption_disabled", "false", "true", "encryption-off")]
    [InlineData("aws_codebuild_project", "artifacts.encryption_disabled", "true", "false", "other")]
    [InlineData("aws_iot_logging_options", "disable_all_logs", "false", "true", "logging-off")]
    [InlineData("aws_kinesis_stream", "encryption_type", "\"KMS\"", "\"NONE\"", "encryption-off")]
    [InlineData("aws_kinesis_stream", "kms_key_id", "\"key/a\"", "\"key/b\"", "other")]
    [InlineData("aws_kinesis_stream", "kms_key_id", "null", "\"key/b\"", "other")]
    [InlineData("aws_s3_bucket_server_side_encryption_configuration", "rule.apply_server_side_encryption_by_default.sse_algorithm", "\"aws:kms\"", "\"AES256\"", "encryption-off")]
    [InlineData("aws_s3_bucket_server_side_encryption_configuration", "rule.apply_server_side_encryption_by_default.sse_algorithm", "\"AES256\"", "\"aws:kms\"", "other")]
    [InlineData("aws_msk_cluster", "encryption_info.encryption_in_transit.client_broker", "\"TLS\"", "\"TLS_PLAINTEXT\"", "transport-weakened")]
    [InlineData("aws_msk_cluster", "encryption_info.encryption_in_transit.client_broker", "\"TLS_PLAINTEXT\"", "\"PLAINTEXT\"", "transport-weakened")]
    [InlineData("aws_cloudfront_distribution", "default_cache_behavior.viewer_protocol_policy", "\"redirect-to-https\"", "\"allow-all\"", "transport-weakened")]
    [InlineData("aws_cognito_user_pool", "mfa_configuration", "\"ON\"", "\"OPTIONAL\"", "sign-in-weakened")]
    [InlineData("aws_cognito_user_pool", "mfa_configuration", "\"OFF\"", "\"ON\"", "other")]
    [InlineData("aws_eks_cluster", "enabled_cluster_log_types", "[\"api\",\"audit\"]", "[\"api\"]", "logging-off")]
    [InlineData("aws_eks_cluster", "enabled_cluster_log_types", "[\"api\"]", "[\"api\",\"audit\"]", "other")]
    [InlineData("aws_cloudwatch_log_group", "retention_in_days", "30", "0", "other")]
    [InlineData("aws_cloudwatch_log_group", "retention_in_days", "0", "30", "retention-shortened")]
    [InlineData("aws_elasticache_cluster", "snapshot_retention_limit", "5", "0", "backup-off")]
    [InlineData("aws_route_table", "route", "null", "{\"cidr_block\":\"0.0.0.0/0\",\"gateway_id\":\"igw-1\"}", "route-to-internet")]
    [InlineData("aws_route", "destination_cidr_block", "\"10.0.0.0/8\"", "\"0.0.0.0/0\"", "other")]
    [InlineData("aws_ec2_managed_prefix_list", "entry", "null", "{\"cidr\":\"0.0.0.0/0\",\"description\":\"\"}", "port-open")]
    [InlineData("aws_codebuild_project", "project_visibility", "\"PRIVATE\"", "\"PUBLIC_READ\"", "public-endpoint")]
    [InlineData("aws_secretsmanager_secret", "description", "\"a\"", "\"b\"", "words-only")]
    [InlineData("aws_instance", "root_block_device.tags.Name", "\"a\"", "\"b\"", "words-only")]
    [InlineData("aws_lb", "access_logs.prefix", "\"a\"", "\"\"", "other")]
    public void A_change_has_the_effect_that_its_values_have(string type, string path, string before, string after, string effect)
    {
        Effects(type, [new(path, ValueReader.TryReadDocument(before) ?? Text(before), ValueReader.TryReadDocument(after) ?? Text(after))]).ShouldBe([effect]);
    }

    [Fact]
    public void One_of_several_blocks_put_in_place_of_another_is_no_loss()
    {
        Change[] replaced = [Rule("a", gone: true), Rule("b", gone: true), Rule("c", gone: false), Rule("d", gone: false)];

        Effects("aws_wafv2_web_acl", replaced).ShouldBe(["other"]);
        Effects("aws_wafv2_web_acl", replaced[..3]).ShouldContain("firewall-off");
    }

    private static Change Rule(string name, bool gone)
    {
        var rule = Value.MapOf(("name", Value.Of(name)), ("priority", Value.Of(1)));
        return gone ? new("rule", rule, Value.Null) : new("rule", Value.Null, rule);
    }

    private static IEnumerable<string> Effects(string type, Change[] changes) =>
        new Grading([]).Of(changes, changes, new("shop", type + ".x", type), Value.EmptyMap).Effects.Select(e => e.Seen.Effect.Name).Distinct();

    private static Value Number(int? number) => number is { } value ? Value.Of(value) : Value.Null;

    private static Value Text(string json) => json switch
    {
        "null" => Value.Null,
        "true" => Value.True,
        "false" => Value.False,
        _ when json.StartsWith('"') => Value.Of(json.Trim('"')),
        _ => Value.NumberOf(json),
    };
}
