using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>What calls do beside what their parameters say: the name of the call is the value.</summary>
internal static class Implied
{
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
        ByName(situation, instance.Type).Concat(BackOnItsInstance(situation, instance));

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
