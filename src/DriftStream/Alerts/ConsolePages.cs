using System.Text.RegularExpressions;

namespace DriftStream.Alerts;

/// <summary>The pages of AWS's console that an id leads to, by Terraform's type.</summary>
internal static partial class ConsolePages
{
    // {r} is the region, {id} the id, {name} the last part of an ARN; {twice} is escaped as CloudWatch's pages want it.
    private static readonly Dictionary<string, string> Pages = new()
    {
        ["aws_cloudfront_distribution"] = "cloudfront/v4/home#/distributions/{id}",
        ["aws_cloudwatch_log_group"] = "cloudwatch/home?region={r}#logsV2:log-groups/log-group/{twice}",
        ["aws_dynamodb_table"] = "dynamodbv2/home?region={r}#table?name={id}",
        ["aws_ebs_volume"] = "ec2/home?region={r}#VolumeDetails:volumeId={id}",
        ["aws_ecr_repository"] = "ecr/repositories/private/{id}?region={r}",
        ["aws_ecs_cluster"] = "ecs/v2/clusters/{name}/services?region={r}",
        ["aws_eip"] = "ec2/home?region={r}#ElasticIpDetails:AllocationId={id}",
        ["aws_eks_cluster"] = "eks/home?region={r}#/clusters/{id}",
        ["aws_iam_group"] = "iam/home#/groups/details/{id}",
        ["aws_iam_policy"] = "iam/home#/policies/details/{id}",
        ["aws_iam_role"] = "iam/home#/roles/details/{id}",
        ["aws_iam_user"] = "iam/home#/users/details/{id}",
        ["aws_instance"] = "ec2/home?region={r}#InstanceDetails:instanceId={id}",
        ["aws_internet_gateway"] = "vpcconsole/home?region={r}#InternetGateway:internetGatewayId={id}",
        ["aws_kms_key"] = "kms/home?region={r}#/kms/keys/{name}",
        ["aws_lambda_function"] = "lambda/home?region={r}#/functions/{name}",
        ["aws_launch_template"] = "ec2/home?region={r}#LaunchTemplateDetails:launchTemplateId={id}",
        ["aws_lb"] = "ec2/home?region={r}#LoadBalancer:loadBalancerArn={id}",
        ["aws_nat_gateway"] = "vpcconsole/home?region={r}#NatGatewayDetails:natGatewayId={id}",
        ["aws_network_acl"] = "vpcconsole/home?region={r}#NetworkAclDetails:networkAclId={id}",
        ["aws_db_instance"] = "rds/home?region={r}#database:id={id}",
        ["aws_rds_cluster"] = "rds/home?region={r}#database:id={id};is-cluster=true",
        ["aws_route_table"] = "vpcconsole/home?region={r}#RouteTableDetails:RouteTableId={id}",
        ["aws_route53_zone"] = "route53/v2/hostedzones#ListRecordSets/{id}",
        ["aws_secretsmanager_secret"] = "secretsmanager/secret?name={id}&region={r}",
        ["aws_security_group"] = "ec2/home?region={r}#SecurityGroup:groupId={id}",
        ["aws_sns_topic"] = "sns/v3/home?region={r}#/topic/{id}",
        ["aws_sqs_queue"] = "sqs/v3/home?region={r}#/queues/{id}",
        ["aws_ssm_parameter"] = "systems-manager/parameters/{id}/description?region={r}",
        ["aws_subnet"] = "vpcconsole/home?region={r}#SubnetDetails:subnetId={id}",
        ["aws_vpc"] = "vpcconsole/home?region={r}#VpcDetails:VpcId={id}",
    };

    /// <summary>The page of a resource; null where its type has none here, or the id could be something else than an id.</summary>
    public static Uri? Of(string type, string id, string? region)
    {
        if (!IsId().IsMatch(id) || AwsConsole.In(region) is not { } console)
        {
            return null;
        }

        // The parts of a bucket have types of their own and the bucket's name as id.
        var page = type == "aws_s3_bucket" || (type.StartsWith("aws_s3_bucket_", StringComparison.Ordinal) && !id.Contains('/', StringComparison.Ordinal))
            ? "s3/buckets/{id}?region={r}"
            : Pages.GetValueOrDefault(type);
        return page is null ? null : new(console.Home, Filled(page, id, console.Region));
    }

    private static string Filled(string page, string id, string region) => page
        .Replace("{r}", region, StringComparison.Ordinal)
        .Replace("{twice}", Uri.EscapeDataString(Uri.EscapeDataString(id)).Replace('%', '$'), StringComparison.Ordinal)
        .Replace("{id}", Uri.EscapeDataString(id), StringComparison.Ordinal)
        .Replace("{name}", Uri.EscapeDataString(id[(id.LastIndexOfAny(['/', ':']) + 1)..]), StringComparison.Ordinal);

    [GeneratedRegex(@"^[A-Za-z0-9._:/@+=,-]{1,300}$")]
    private static partial Regex IsId();
}
