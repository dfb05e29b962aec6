using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>What calls do beside what their parameters say: the name of the call is the value.</summary>
internal static class Implied
{
    private const string OpenPolicy = """{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}""";

    private static readonly (string Service, string Operation, string Type, string Path, Value After)[] Known =
    [
        ("rds", "PromoteReadReplica", "aws_db_instance", "replicate_source_db", Value.Null),
        ("rds", "PromoteReadReplicaDBCluster", "aws_rds_cluster", "replication_source_identifier", Value.Null),
        ("rds", "PromoteReadReplicaDBCluster", "aws_neptune_cluster", "replication_source_identifier", Value.Null),
        ("rds", "RemoveFromGlobalCluster", "aws_rds_cluster", "global_cluster_identifier", Value.Null),
        ("kinesis", "StopStreamEncryption", "aws_kinesis_stream", "encryption_type", Value.Of("NONE")),
        ("kinesis", "StopStreamEncryption", "aws_kinesis_stream", "kms_key_id", Value.Null),
        ("firehose", "StartDeliveryStreamEncryption", "aws_kinesis_firehose_delivery_stream", "server_side_encryption.enabled", Value.True),
        ("firehose", "StopDeliveryStreamEncryption", "aws_kinesis_firehose_delivery_stream", "server_side_encryption.enabled", Value.False),
    ];

    /// <summary>The effects on an instance; nothing for other calls.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, ResourceInstance instance) =>
        [.. ByName(situation, instance.Type), .. BackOnItsInstance(situation, instance), .. AsAtFirst(situation, instance.Type), .. OneWay(situation, instance.Type), .. ByItsArn(situation, instance.Type)];

    // An endpoint without a policy of its own lets everything through.
    private static IEnumerable<AttributeEffect> AsAtFirst(Situation situation, string type) =>
        situation.Change is { Source: "ec2.amazonaws.com", Operation: "ModifyVpcEndpoint" } && type is "aws_vpc_endpoint" or "aws_vpc_endpoint_policy" && situation.Request.Find("ResetPolicy", StringComparison.OrdinalIgnoreCase) is { SaysTrue: true }
            ? [AttributeEffect.Replace("policy", Value.Of(OpenPolicy))]
            : [];

    // An alias may be what is sent; the key it stands for is answered.
    private static IEnumerable<AttributeEffect> ByItsArn(Situation situation, string type) =>
        type == "aws_ebs_default_kms_key" && situation.Change.Operation == "ModifyEbsDefaultKmsKeyId" && situation.Text("kmsKeyId")?.StartsWith("arn:", StringComparison.Ordinal) == false && situation.Response.Find("kmsKeyId", StringComparison.OrdinalIgnoreCase) is { Kind: ValueKind.Text } key && key.Text.StartsWith("arn:", StringComparison.Ordinal)
            ? [AttributeEffect.Replace("key_arn", key)]
            : [];

    // A route leads to an attachment or nowhere: what the call does not name is gone.
    private static IEnumerable<AttributeEffect> OneWay(Situation situation, string type) => situation.Change.Operation != "ReplaceTransitGatewayRoute" || type != "aws_ec2_transit_gateway_route" ? []
        : situation.Text("TransitGatewayAttachmentId") is null ? [AttributeEffect.Replace("transit_gateway_attachment_id", Value.Null)]
        : [AttributeEffect.Replace("blackhole", Value.False)];

    // The address goes to the instance's first interface, which the call does not name.
    private static IEnumerable<AttributeEffect> BackOnItsInstance(Situation situation, ResourceInstance instance) =>
        situation.Change is { Source: "ec2.amazonaws.com", Operation: "AssociateAddress" } && instance.Type == "aws_eip" && situation.Text("instanceId") is { } id && id == instance.Attributes["instance"].Text
            ? [AttributeEffect.Replace("network_interface", instance.Attributes["network_interface"])]
            : [];

    private static IEnumerable<AttributeEffect> ByName(Situation situation, string type) =>
        from entry in Known
        where entry.Operation == situation.Change.Operation && entry.Type == type && situation.Change.Source.StartsWith(entry.Service + ".", StringComparison.Ordinal)
        let attribute = AttributePath.Root(entry.Path)
        select attribute == entry.Path ? AttributeEffect.Replace(attribute, entry.After) : new(attribute, before => AttributePath.Set(before, entry.Path, entry.After));
}
