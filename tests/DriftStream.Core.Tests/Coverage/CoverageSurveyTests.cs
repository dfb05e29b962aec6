using System.Text.Json;
using System.Text.Json.Nodes;
using DriftStream.Core.Catalog;
using DriftStream.Core.Coverage;
using DriftStream.Core.Terraform;
using DriftStream.Core.Tests.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Coverage;

public sealed class CoverageSurveyTests
{
    [Theory]
    [InlineData("aws_s3_bucket", "tags", Reach.Events, "PutBucketTagging")]
    [InlineData("aws_s3_bucket", "force_destroy", Reach.Nothing, null)]
    [InlineData("aws_s3_bucket", "bucket", Reach.Replacement, null)]
    [InlineData("aws_security_group", "ingress", Reach.Events, "AuthorizeSecurityGroupIngress")]
    [InlineData("aws_vpc_security_group_ingress_rule", "cidr_ipv4", Reach.Events, "ModifySecurityGroupRules")]
    [InlineData("aws_iam_role", "assume_role_policy", Reach.Events, "UpdateAssumeRolePolicy")]
    [InlineData("aws_iam_role", "managed_policy_arns", Reach.Events, "AttachRolePolicy")]
    [InlineData("aws_iam_role", "tags", Reach.Events, "TagRole")]
    [InlineData("aws_iam_role", "path", Reach.Replacement, null)]
    [InlineData("aws_lb", "idle_timeout", Reach.Events, "ModifyLoadBalancerAttributes")]
    [InlineData("aws_lambda_function", "memory_size", Reach.Events, "UpdateFunctionConfiguration")]
    [InlineData("aws_lambda_function", "environment", Reach.Hidden, "UpdateFunctionConfiguration")]
    [InlineData("aws_lambda_function", "filename", Reach.Nothing, null)]
    [InlineData("aws_db_instance", "deletion_protection", Reach.Events, "ModifyDBInstance")]
    [InlineData("aws_db_instance", "password", Reach.Hidden, "ModifyDBInstance")]
    [InlineData("aws_db_instance", "password_wo", Reach.Nothing, null)]
    [InlineData("aws_db_instance", "apply_immediately", Reach.Nothing, null)]
    [InlineData("aws_ssm_parameter", "value", Reach.Hidden, "PutParameter")]
    [InlineData("aws_instance", "ebs_block_device", Reach.Events, "ModifyVolume")]
    [InlineData("aws_instance", "ami", Reach.Replacement, null)]
    [InlineData("aws_route53_record", "records", Reach.Events, "ChangeResourceRecordSets")]
    [InlineData("aws_route53_record", "cidr_routing_policy", Reach.Events, "ChangeResourceRecordSets")]
    [InlineData("aws_route53_record", "latency_routing_policy", Reach.Events, "ChangeResourceRecordSets")]
    [InlineData("aws_api_gateway_stage", "xray_tracing_enabled", Reach.Events, "UpdateStage")]
    [InlineData("aws_kms_key", "enable_key_rotation", Reach.Events, "EnableKeyRotation")]
    [InlineData("aws_vpc", "timeouts", Reach.Nothing, null)]
    public void Each_attribute_is_revealed_by_what_really_tells_of_it(string type, string attribute, Reach reach, string? operation)
    {
        var found = Survey((type + ".it", new() { ["id"] = "it", ["zone_id"] = "Z1", [attribute] = null })).Instances[0].Attributes.Single(a => a.Name == attribute);

        found.Reach.ShouldBe(reach);
        found.Events.Select(e => e.Operation).Contains(operation).ShouldBe(operation is not null);
    }

    [Fact]
    public void What_only_AWS_fills_and_what_names_the_resource_are_not_counted() =>
        Survey(("aws_s3_bucket.it", new() { ["id"] = "a", ["arn"] = "arn:aws:s3:::a", ["bucket_domain_name"] = "a.s3", ["region"] = "eu-west-1", ["tags_all"] = new JsonObject() }))
            .Instances[0].Attributes.ShouldBeEmpty();

    [Fact]
    public void A_secret_of_the_state_is_only_touched()
    {
        var instance = Survey(("aws_iam_role.it", new() { ["id"] = "it", ["description"] = "x" }), sensitive: "description").Instances[0];

        instance.Attributes.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.Reach.ShouldBe(Reach.Hidden), a => a.Cause.ShouldBe(Cause.Secret));
    }

    [Fact]
    public void A_resource_that_nothing_identifies_is_named_with_the_reason()
    {
        var instance = Survey(("aws_db_instance.it", new() { ["id"] = null, ["allocated_storage"] = 20 })).Instances[0];

        instance.Unmatched.ShouldBe("events would name it by arn, id or identifier, and the state holds no value there");
        instance.Attributes.ShouldHaveSingleItem().Reach.ShouldBe(Reach.Scan);
    }

    [Fact]
    public void A_resource_of_which_there_is_one_for_each_account_needs_the_account()
    {
        var alone = Survey(("aws_ebs_encryption_by_default.it", new() { ["id"] = "terraform-1", ["enabled"] = true }));
        var beside = Survey(("aws_ebs_encryption_by_default.it", new() { ["id"] = "terraform-1", ["enabled"] = true }), ("aws_sqs_queue.it", new() { ["arn"] = "arn:aws:sqs:eu-west-1:111122223333:q" }));

        alone.Instances[0].Unmatched.ShouldNotBeNull().ShouldContain("account");
        beside.Instances[0].Unmatched.ShouldBeNull();
        beside.Instances[0].Attributes.ShouldHaveSingleItem().Reach.ShouldBe(Reach.Events);
    }

    [Fact]
    public void Global_services_need_the_feed_of_their_home_region()
    {
        var report = Survey(
            ("aws_iam_role.it", new() { ["id"] = "it", ["arn"] = "arn:aws:iam::111122223333:role/it" }),
            ("aws_sqs_queue.it", new() { ["arn"] = "arn:aws:sqs:eu-west-1:111122223333:q" }));

        Feed.Of(report).Select(f => (f.Region, f.Resources, string.Join(',', f.HomeTypes))).ShouldBe([("eu-west-1", 1, ""), ("us-east-1", 1, "aws_iam_role")]);
    }

    [Fact]
    public void Settings_inside_a_block_that_no_event_carries_are_listed()
    {
        var device = Survey(("aws_instance.it", new() { ["id"] = "i-1", ["root_block_device"] = new JsonArray() })).Instances[0].Attributes.ShouldHaveSingleItem();

        (device.Reach, device.IsPartial).ShouldBe((Reach.Events, true));
        device.Unseen.ShouldContain("root_block_device.kms_key_id");
        device.Unseen.ShouldNotContain("root_block_device.volume_size");
        device.Unseen.ShouldNotContain("root_block_device.delete_on_termination");
    }

    [Fact]
    public void Strange_types_and_attributes_are_counted_apart()
    {
        var report = Survey(("aws_spaceship.it", new() { ["id"] = "1" }), ("aws_vpc.it", new() { ["id"] = "vpc-1", ["colour"] = "green", ["tags"] = null }));

        report.Types.Single(t => t.Name == "aws_spaceship").IsKnown.ShouldBeFalse();
        report.Instances[1].Strangers.ShouldBe(["colour"]);
        report.Counts[Reach.Events].ShouldBe(1);
    }

    [Fact]
    public void Every_call_with_a_rule_of_its_own_is_one_that_the_catalogue_knows_or_the_judge_would_not_ask_the_rule() =>
        SpecialCalls.All.SelectMany(c => c.Keys).Distinct().Where(k => EventCatalog.Load().Find(k.Source, k.Operation) is null).ShouldBeEmpty();

    [Fact]
    public void Every_attribute_of_a_rule_is_one_of_its_types()
    {
        var wrong =
            from call in SpecialCalls.All
            from path in SpecialCall.Names(call.Shown).Concat(SpecialCall.Names(call.Hidden))
            where SpecialCall.Names(call.Types).All(t => EventCatalog.Load().Type(t)!.Attribute(path) is null)
            select $"{call.Types}: {path}";

        wrong.ShouldBeEmpty();
    }

    private static CoverageReport Survey(params (string Address, JsonObject Attributes)[] resources) => Survey(sensitive: null, resources);

    private static CoverageReport Survey((string Address, JsonObject Attributes) resource, string sensitive) => Survey(sensitive, resource);

    private static CoverageReport Survey(string? sensitive, params (string Address, JsonObject Attributes)[] resources)
    {
        var brief = resources.Select(r => new JsonObject
        {
            ["address"] = r.Address,
            ["attributes"] = r.Attributes,
            ["sensitive_attributes"] = sensitive is null ? [] : new JsonArray(new JsonArray(new JsonObject { ["type"] = "get_attr", ["value"] = sensitive })),
        });
        var state = ShortState.Expand(new() { ["resources"] = new JsonArray([.. brief]) }, "lineage");
        return CoverageSurvey.Of(EventCatalog.Load(), [StateReader.Read(JsonSerializer.SerializeToUtf8Bytes(state), new StateSource("prod", "prod.tfstate"))]);
    }
}
