using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Creations;

/// <summary>The volumes that an instance is launched with; only the answer tells which of them is its root.</summary>
internal static class LaunchedVolumes
{
    private const string Device = "device_name";

    private static readonly (string Member, string Attribute)[] Members =
    [
        ("deleteOnTermination", "delete_on_termination"), ("encrypted", "encrypted"), ("iops", "iops"), ("kmsKeyId", "kms_key_id"),
        ("snapshotId", "snapshot_id"), ("throughput", "throughput"), ("volumeSize", "volume_size"), ("volumeType", "volume_type"),
    ];

    /// <summary>The volumes as blocks; nothing for other calls and types.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, ResourceType type)
    {
        if (Mappings(situation, type) is not { Count: > 0 } mappings || Root(situation) is not { } root)
        {
            return [];
        }

        return mappings.GroupBy(m => m["deviceName"].Text == root ? "root_block_device" : "ebs_block_device").Select(volumes => Effect(type, volumes.Key, volumes));
    }

    /// <summary>What is read of the request.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation, ResourceType type) =>
        Mappings(situation, type).Count == 0 || Root(situation) is null
            ? []
            : Reading.Values(situation, type.Name, Members.Select(m => ("BlockDeviceMapping.Ebs." + m.Member, "ebs_block_device." + m.Attribute)).Append(("BlockDeviceMapping.DeviceName", "ebs_block_device." + Device)));

    private static AttributeEffect Effect(ResourceType type, string attribute, IEnumerable<Value> mappings)
    {
        var facts = type.Attributes[attribute];
        var blocks = mappings.Select(m => Block(facts, m)).ToList();
        return new(attribute, before => Value.ListOf(
        [
            .. before.Items.Select(b => blocks.Find(s => s[Device].Text == b[Device].Text) is { } sent ? Comparing.Merge.Over(facts, b, sent) : b),
            .. blocks.Where(s => before.Items.All(b => b[Device].Text != s[Device].Text)),
        ]));
    }

    private static Value Block(AttributeFacts facts, Value mapping) => Value.MapOf(
        (from member in Members
         where facts.Nested.ContainsKey(member.Attribute) && !mapping["ebs"][member.Member].IsNull
         select KeyValuePair.Create(member.Attribute, Coercion.To(facts.Nested[member.Attribute], mapping["ebs"][member.Member])))
        .Prepend(KeyValuePair.Create(Device, mapping["deviceName"])));

    private static IReadOnlyList<Value> Mappings(Situation situation, ResourceType type) =>
        situation.Change is { Source: "ec2.amazonaws.com", Operation: "RunInstances" } && type.Name == "aws_instance"
            ? [.. RequestMembers.Each(situation.Request["blockDeviceMapping"]).Where(m => m["ebs"].Kind == ValueKind.Map)]
            : [];

    private static string? Root(Situation situation) =>
        RequestMembers.Find(situation.Response, "InstancesSet.RootDeviceName").SelectMany(m => RequestMembers.ScalarsIn(m.Value)).FirstOrDefault();
}
