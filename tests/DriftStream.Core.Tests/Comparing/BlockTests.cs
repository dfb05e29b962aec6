using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Values;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Comparing;

/// <summary>Blocks, lists, sets and values that are not there.</summary>
public sealed class BlockTests
{
    [Theory]
    [InlineData("aws_kms_key.policy", "null", "\"\"")]
    [InlineData("aws_instance.monitoring", "null", "false")]
    [InlineData("aws_instance.monitoring", "false", "\"false\"")]
    [InlineData("aws_lambda_function.description", "\"\"", "null")]
    [InlineData("aws_lambda_function.timeout", "null", "3")]
    [InlineData("aws_lambda_function.package_type", "null", "\"Zip\"")]
    [InlineData("aws_db_instance.auto_minor_version_upgrade", "true", "null")]
    [InlineData("aws_iam_policy.description", "null", "[]")]
    [InlineData("aws_instance.cpu_options.amd_sev_snp", "null", "\"disabled\"")]
    [InlineData("aws_apigatewayv2_stage.default_route_settings", "[]", """[{"detailed_metrics_enabled":false,"throttling_burst_limit":0}]""")]
    [InlineData("aws_autoscaling_group.instance_maintenance_policy", "[]", """[{"min_healthy_percentage":-1,"max_healthy_percentage":-1}]""")]
    [InlineData("aws_lb_listener.default_action", """[{"type":"forward","target_group_arn":"arn:x","forward":[]}]""", """[{"type":"forward","forward":[{"target_group":[{"arn":"arn:x","weight":1}],"stickiness":[{"enabled":false,"duration":0}]}]}]""")]
    [InlineData("aws_codepipeline.stage.action.configuration", """{"Repo":"shop","OAuthToken":"hash-0123"}""", """{"Repo":"shop","OAuthToken":"****"}""")]
    public void They_say_the_same(string attribute, string state, string cloud) => Differences(attribute, state, cloud).ShouldBeEmpty();

    [Theory]
    [InlineData("aws_db_instance.auto_minor_version_upgrade", "null", "false", "auto_minor_version_upgrade")]
    [InlineData("aws_lambda_function.timeout", "null", "900", "timeout")]
    [InlineData("aws_lambda_function.timeout", "0", "3", "timeout")]
    [InlineData("aws_instance.cpu_options.amd_sev_snp", "null", "\"enabled\"", "cpu_options.amd_sev_snp")]
    [InlineData("aws_apigatewayv2_stage.default_route_settings", "[]", """[{"detailed_metrics_enabled":true}]""", "default_route_settings")]
    [InlineData("aws_ecr_repository.image_scanning_configuration", """[{"scan_on_push":true}]""", """[{"scan_on_push":false}]""", "image_scanning_configuration.scan_on_push")]
    [InlineData("aws_autoscaling_group.instance_maintenance_policy", "[]", """[{"min_healthy_percentage":90,"max_healthy_percentage":-1}]""", "instance_maintenance_policy")]
    [InlineData("aws_lb_listener.default_action", """[{"type":"forward","target_group_arn":"arn:x","forward":[]}]""", """[{"type":"forward","forward":[{"target_group":[{"arn":"arn:y","weight":1}]}]}]""", "default_action.target_group_arn")]
    [InlineData("aws_codepipeline.stage.action.configuration", """{"Repo":"shop","OAuthToken":"hash-0123"}""", """{"Repo":"web","OAuthToken":"****"}""", "stage.action.configuration.Repo")]
    [InlineData("aws_lambda_function.layers", """["arn:a","arn:b"]""", """["arn:b","arn:a"]""", "layers")]
    [InlineData("aws_cloudfront_distribution.ordered_cache_behavior", """[{"path_pattern":"/a"},{"path_pattern":"/b"}]""", """[{"path_pattern":"/b"},{"path_pattern":"/a"}]""", "ordered_cache_behavior[0].path_pattern", "ordered_cache_behavior[1].path_pattern")]
    public void They_differ_there(string attribute, string state, string cloud, params string[] paths) => Differences(attribute, state, cloud).ShouldBe(paths);

    [Theory]
    [InlineData("aws_autoscaling_group.vpc_zone_identifier", """["subnet-1","subnet-2"]""", """["subnet-2","subnet-1"]""")]
    [InlineData("aws_security_group.ingress", """[{"from_port":1,"cidr_blocks":["10.0.0.0/8","10.1.0.9/16"]},{"from_port":2}]""", """[{"from_port":2},{"from_port":1,"cidr_blocks":["10.1.0.0/16","10.0.0.0/8"]}]""")]
    [InlineData("aws_cloudfront_distribution.aliases", """["a.example.com","b.example.com"]""", """["B.example.com","a.example.com"]""")]
    public void The_order_of_a_set_does_not_count(string attribute, string state, string cloud) => Differences(attribute, state, cloud).ShouldBeEmpty();

    [Fact]
    public void What_only_AWS_fills_never_differs_inside_a_block()
    {
        var computed = EventCatalog.Load().Types.SelectMany(t => ComputedBelow(t, EventCatalog.Load().Type(t)!.Attributes, "")).ToList();

        computed.Count.ShouldBeGreaterThan(900);
        computed.Where(c => new Differ(_ => false, new Subject { Type = c.Type }).Compare(c.Facts, c.Path, Value.Of("before"), Value.Of("after")).Count > 0).ShouldBeEmpty();
    }

    private static IEnumerable<string> Differences(string attribute, string state, string cloud)
    {
        var dot = attribute.IndexOf('.', StringComparison.Ordinal);
        var (type, path) = (attribute[..dot], attribute[(dot + 1)..]);
        return new Differ(_ => false, new Subject { Type = type }).Compare(EventCatalog.Load().Type(type)!.Attribute(path), path, KindTable.Json(state), KindTable.Json(cloud)).Select(d => d.Path);
    }

    private static IEnumerable<(string Type, string Path, AttributeFacts Facts)> ComputedBelow(string type, IReadOnlyDictionary<string, AttributeFacts> attributes, string under) => attributes.SelectMany(a =>
        ComputedBelow(type, a.Value.Nested, under + a.Key + ".").Concat(under.Length > 0 && a.Value.IsComputedOnly ? [(type, under + a.Key, a.Value)] : []));
}
