using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Creations;

/// <summary>Parameters whose attribute another parameter beside them names: a key schema's HASH, a flow log's VPC, an instance group's MASTER.</summary>
internal static class ChosenSettings
{
    private sealed record Choice(string Type, string List, string Chooser, Dictionary<string, (string Member, string Attribute)[]> Words);

    private static readonly Dictionary<(string Source, string Operation), Choice> Choices = new()
    {
        [("dynamodb.amazonaws.com", "CreateTable")] = new("aws_dynamodb_table", "KeySchema", "keyType", new()
        {
            ["HASH"] = [("attributeName", "hash_key")],
            ["RANGE"] = [("attributeName", "range_key")],
        }),
        [("ec2.amazonaws.com", "CreateFlowLogs")] = new("aws_flow_log", "", "ResourceType", new()
        {
            ["VPC"] = [("ResourceIds", "vpc_id")],
            ["Subnet"] = [("ResourceIds", "subnet_id")],
            ["NetworkInterface"] = [("ResourceIds", "eni_id")],
            ["TransitGateway"] = [("ResourceIds", "transit_gateway_id")],
            ["TransitGatewayAttachment"] = [("ResourceIds", "transit_gateway_attachment_id")],
        }),
        [("elasticmapreduce.amazonaws.com", "RunJobFlow")] = new("aws_emr_cluster", "Instances.InstanceGroups", "instanceRole", new()
        {
            ["MASTER"] = GroupOf("master_instance_group"),
            ["CORE"] = GroupOf("core_instance_group"),
        }),
    };

    /// <summary>The settings as values of attributes; nothing for other calls and types.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, ResourceType type)
    {
        if (!Choices.ContainsKey((situation.Change.Source, situation.Change.Operation)))
        {
            return [];
        }

        var tree = new BlockTree(type.Attributes);
        foreach (var (_, member, attribute) in Sent(situation, type.Name))
        {
            tree.Put(attribute, attribute, new Member(member, []));
        }

        return tree.Attributes.Select(a => new AttributeEffect(a.Key, before => Comparing.Merge.Over(type.Attributes.GetValueOrDefault(a.Key), before, a.Value)));
    }

    /// <summary>What is read of the request.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation, ResourceType type) =>
        from sent in Sent(situation, type.Name)
        from leaf in Leaves.Of(sent.Member).Concat(Leaves.Of(sent.Chooser))
        select new LeafUse(leaf.Leaf, LeafRole.ReadByRule, $"{type.Name}.{sent.Attribute}");

    // A call that makes several at once does not say which of them is the one.
    private static IEnumerable<(Value Chooser, Value Member, string Attribute)> Sent(Situation situation, string type)
    {
        if (!Choices.TryGetValue((situation.Change.Source, situation.Change.Operation), out var choice) || choice.Type != type)
        {
            return [];
        }

        return
            from item in choice.List.Length == 0 ? [situation.Request] : RequestMembers.Find(situation.Request, choice.List).SelectMany(m => m.Value.Kind == ValueKind.List ? m.Value.Items : [m.Value])
            let chooser = item.Find(choice.Chooser, StringComparison.OrdinalIgnoreCase)
            where chooser is not null && choice.Words.ContainsKey(chooser.Text)
            from word in choice.Words[chooser.Text]
            let found = RequestMembers.Find(item, word.Member)
            where found.Count == 1 && found[0].Value is { IsScalar: true } or { Items.Count: 1 }
            select (chooser, found[0].Value, word.Attribute);
    }

    private static (string Member, string Attribute)[] GroupOf(string block) =>
        [("instanceCount", block + ".instance_count"), ("instanceType", block + ".instance_type"), ("name", block + ".name"), ("bidPrice", block + ".bid_price")];
}
