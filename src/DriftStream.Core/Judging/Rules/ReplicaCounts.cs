using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Replicas and shards of an ElastiCache replication group: the state also holds how many nodes that makes, which no parameter says.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DecreaseReplicaCount.html</remarks>
internal static class ReplicaCounts
{
    private const string Nodes = "num_cache_clusters";

    /// <summary>The effect on the number of nodes; nothing for other calls and types.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, ResourceInstance group)
    {
        if (situation.Change.Source != "elasticache.amazonaws.com" || group.Type != "aws_elasticache_replication_group" || group.Attributes[Nodes].Kind != ValueKind.Number)
        {
            return [];
        }

        var (replicas, shards) = situation.Change.Operation switch
        {
            "IncreaseReplicaCount" or "DecreaseReplicaCount" => (Sent(situation, "NewReplicaCount"), InCloud(situation, group, "num_node_groups")),
            "ModifyReplicationGroupShardConfiguration" => (InCloud(situation, group, "replicas_per_node_group"), Sent(situation, "NodeGroupCount")),
            _ => (null, null),
        };
        return shards * (1 + replicas) is { } nodes ? [AttributeEffect.Replace(Nodes, Value.Of(nodes))] : [];
    }

    private static int? Sent(Situation situation, string member) =>
        RequestMembers.Find(situation.Request, member).Select(m => Whole(m.Value)).FirstOrDefault();

    private static int? InCloud(Situation situation, ResourceInstance group, string attribute) =>
        Whole(situation.OpenAt(group).FirstOrDefault(d => d.Path == attribute)?.InCloud ?? group.Attributes[attribute]);

    private static int? Whole(Value value) => int.TryParse(value.Text, out var number) ? number : null;
}
