using DriftStream.Core.Values;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Comparing;

/// <summary>Texts of one attribute that mean the same, and their near misses.</summary>
public sealed class SameTextTests
{
    [Theory]
    [InlineData("aws_rds_cluster.preferred_maintenance_window", "mon:03:00-mon:04:00", "Mon:03:00-Mon:04:00")]
    [InlineData("aws_rds_cluster.preferred_maintenance_window", "mon:03:00-mon:04:00", "Monday:3:00-Monday:4:00")]
    [InlineData("aws_db_instance.backup_window", "03:00-04:00", "3:00-4:00")]
    [InlineData("aws_ssoadmin_permission_set.session_duration", "PT1H", "PT60M")]
    [InlineData("aws_ssoadmin_permission_set.session_duration", "PT24H", "P1D")]
    [InlineData("aws_cloudwatch_event_rule.schedule_expression", "cron(0 9 ? * MON-FRI *)", "cron( 0 9  ? * mon-fri *)")]
    [InlineData("aws_autoscaling_schedule.recurrence", "0 9 * * 1-5", "0  9 * * 1-5 ")]
    [InlineData("aws_db_instance.engine_version", "8.0", "8.0.36")]
    [InlineData("aws_elasticache_replication_group.engine_version", "6.x", "6.2.6")]
    [InlineData("aws_rds_cluster.engine_version", "5.7", "5.7.mysql_aurora.2.11.2")]
    [InlineData("aws_route_table.route.cidr_block", "10.20.0.0/16", "10.20.3.4/16")]
    [InlineData("aws_route_table.route.ipv6_cidr_block", "2001:db8::/64", "2001:0DB8:0:0::1/64")]
    [InlineData("aws_route_table.route.ipv6_cidr_block", "::/0", "0:0:0:0:0:0:0:0/0")]
    [InlineData("aws_network_acl_rule.protocol", "tcp", "6")]
    [InlineData("aws_vpc_security_group_ingress_rule.ip_protocol", "-1", "all")]
    [InlineData("aws_apprunner_service.instance_configuration.cpu", "1024", "1 vCPU")]
    [InlineData("aws_ecs_task_definition.memory", "2048", "2 GB")]
    [InlineData("aws_ecs_task_definition.cpu", "512", "0.5 vcpu")]
    [InlineData("aws_route53_record.name", "\\052.shop.example.com", "*.Shop.example.com.")]
    [InlineData("aws_route53_record.alias.name", "web-1.eu-west-1.elb.amazonaws.com", "dualstack.web-1.eu-west-1.elb.amazonaws.com.")]
    [InlineData("aws_acm_certificate.domain_name", "shop.example.com", "shop.example.com.")]
    [InlineData("aws_iam_openid_connect_provider.url", "token.example.com/tenant", "https://token.example.com/tenant/")]
    [InlineData("aws_db_instance.identifier", "orders", "Orders")]
    [InlineData("aws_db_parameter_group.parameter.name", "max_connections", "MAX_CONNECTIONS")]
    [InlineData("aws_vpc_endpoint.ip_address_type", "dualstack", "DualStack")]
    [InlineData("aws_imagebuilder_lifecycle_policy.status", "ENABLED", "Enabled")]
    [InlineData("aws_dms_endpoint.extra_connection_attributes", "a=1;b=2", "b=2; a=1;")]
    [InlineData("aws_cloudfront_public_key.encoded_key", "-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----\n", "-----BEGIN PUBLIC KEY-----\r\nMIIB\r\n-----END PUBLIC KEY-----")]
    [InlineData("aws_instance.user_data", "#!/bin/sh\necho hi\n", "IyEvYmluL3NoCmVjaG8gaGkK")]
    [InlineData("aws_mq_configuration.data", "<broker/>", "PGJyb2tlci8+")]
    [InlineData("aws_ami.deprecation_time", "2027-01-01T00:00:00Z", "2027-01-01T00:00:20Z")]
    [InlineData("aws_appautoscaling_scheduled_action.start_time", "2027-01-01T00:00:00Z", "2027-01-01T01:00:00+01:00")]
    [InlineData("aws_appautoscaling_scheduled_action.start_time", "2027-01-01T13:00:00Z", "Jan 1, 2027 1:00:00 PM")]
    [InlineData("aws_launch_template.ebs_optimized", "true", "1")]
    [InlineData("aws_mq_broker.logs.audit", "", "false")]
    public void They_mean_the_same(string attribute, string left, string right) => KindTable.AreSame(attribute, left, right).ShouldBeTrue();

    [Theory]
    [InlineData("aws_rds_cluster.preferred_maintenance_window", "mon:03:00-mon:04:00", "tue:03:00-tue:04:00")]
    [InlineData("aws_ssoadmin_permission_set.session_duration", "PT1H", "PT1M")]
    [InlineData("aws_ssoadmin_permission_set.session_duration", "P1M", "P30D")]
    [InlineData("aws_cloudwatch_event_rule.schedule_expression", "rate(1 hour)", "rate(1 day)")]
    [InlineData("aws_db_instance.engine_version", "8.0", "8.04")]
    [InlineData("aws_db_instance.engine_version", "8.0.35", "8.0.36")]
    [InlineData("aws_elasticache_replication_group.engine_version", "6.x", "7.0.4")]
    [InlineData("aws_eks_cluster.version", "1.3", "1.30")]
    [InlineData("aws_route_table.route.cidr_block", "10.20.0.0/16", "10.21.0.0/16")]
    [InlineData("aws_route_table.route.cidr_block", "10.20.0.0/16", "10.20.0.0/17")]
    [InlineData("aws_route_table.route.ipv6_cidr_block", "::/0", "::1/128")]
    [InlineData("aws_network_acl_rule.protocol", "tcp", "17")]
    [InlineData("aws_network_acl_rule.protocol", "-1", "1")]
    [InlineData("aws_ecs_task_definition.memory", "2048", "2.5 GB")]
    [InlineData("aws_ecs_task_definition.cpu", "1", "1 vCPU")]
    [InlineData("aws_route53_record.name", "*.shop.example.com", "shop.example.com")]
    [InlineData("aws_route53_record.alias.name", "web-1.elb.amazonaws.com", "web-2.elb.amazonaws.com")]
    [InlineData("aws_iam_openid_connect_provider.url", "https://token.example.com/a", "https://token.example.com/b")]
    [InlineData("aws_instance.instance_type", "t3.micro", "T3.micro")]
    [InlineData("aws_iam_role.description", "8.0", "8.0.36")]
    [InlineData("aws_dms_endpoint.extra_connection_attributes", "a=1;b=2", "a=1;b=3")]
    [InlineData("aws_instance.user_data", "#!/bin/sh\necho hi\n", "#!/bin/sh\necho bye\n")]
    [InlineData("aws_ami.deprecation_time", "2027-01-01T00:00:00Z", "2027-01-01T00:02:00Z")]
    [InlineData("aws_appautoscaling_scheduled_action.start_time", "2027-01-01T00:00:00Z", "2027-01-01T00:00:01Z")]
    [InlineData("aws_launch_template.ebs_optimized", "", "false")]
    [InlineData("aws_launch_template.ebs_optimized", "true", "0")]
    [InlineData("aws_mq_broker.logs.audit", "", "true")]
    public void Near_misses_differ(string attribute, string left, string right) => KindTable.AreSame(attribute, left, right).ShouldBeFalse();

    [Fact]
    public void A_state_that_holds_only_the_digest_of_user_data_agrees_with_the_script()
    {
        const string digest = "b92763449d7b8b5147a424baed84cb45d83c593a";

        KindTable.AreSame("aws_instance.user_data", digest, "IyEvYmluL3NoCmVjaG8gaGkK").ShouldBeTrue();
        KindTable.AreSame("aws_instance.user_data", digest, "#!/bin/sh\necho bye").ShouldBeFalse();
    }

    [Theory]
    [InlineData("\"90\"", "90", true)]
    [InlineData("\"true\"", "true", true)]
    [InlineData("1.0", "1", true)]
    [InlineData("\"007\"", "7", false)]
    [InlineData("\"1.10\"", "\"1.1\"", false)]
    [InlineData("\"true\"", "\"True\"", false)]
    public void Numbers_and_truths_may_be_texts_but_two_texts_are_two_texts(string left, string right, bool same) =>
        KindTable.AreSame("aws_ssm_parameter.description", KindTable.Json(left), KindTable.Json(right)).ShouldBe(same);

    [Fact]
    public void A_tag_is_a_text_whatever_it_means()
    {
        var left = Value.MapOf(("Role", Value.Of("deploy")), ("Until", Value.Of("2027-01-01T00:00:00Z")));
        var right = Value.MapOf(("Role", Value.Of("arn:aws:iam::111122223333:role/deploy")), ("Until", Value.Of("2027-01-01T01:00:00+01:00")));

        new Core.Comparing.Differ(_ => false).Compare(null, "tags", left, right).Select(d => d.Path).ShouldBe(["tags.Role", "tags.Until"]);
    }
}
