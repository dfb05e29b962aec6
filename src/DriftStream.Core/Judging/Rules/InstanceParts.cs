using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Interfaces and volumes that came with an instance: the state knows them only as parts of the instance.</summary>
internal static class InstanceParts
{
    private const string Attachment = "aws_network_interface_sg_attachment";
    private const string Blocks = "ebs_block_device";

    private static readonly (string Parameter, string Attribute)[] OfVolume = [("size", "volume_size"), ("volumeType", "volume_type"), ("iops", "iops"), ("throughput", "throughput")];

    /// <summary>What the call does; null where it is another call, or concerns a volume or interface that is a resource of its own.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation) => (situation.Change.Source, situation.Change.Operation) switch
    {
        ("ec2.amazonaws.com", "ModifyVolume") when situation.Text("volumeId") is { } volume => Volume(situation, volume),
        ("ec2.amazonaws.com", "ModifyNetworkInterfaceAttribute") when situation.Text("networkInterfaceId") is { } card => Interface(situation, card),
        ("ec2.amazonaws.com", "DetachVolume") when situation.Text("volumeId") is { } volume => Unplugged(situation, volume),
        ("ec2.amazonaws.com", "DetachNetworkInterface") when situation.Text("attachmentId") is { } attachment => Detached(situation, attachment),
        _ => null,
    };

    private static List<Target>? Detached(Situation situation, string attachment)
    {
        List<Target> parts =
        [
            .. from card in situation.States.OfType("aws_network_interface")
               where card.Attributes["attachment"].Items.Any(a => a["attachment_id"].Text == attachment) && situation.Matcher.IsInPlace(card, situation.Change)
               select new Target { Kind = TargetKind.Change, Instance = card, Effects = [AttributeEffect.Remove("attachment", a => a["attachment_id"].Text == attachment)] },
        ];
        return parts.Count == 0 || situation.Matcher.Named("aws_network_interface_attachment", "id", attachment, situation.Change).Any() ? null : parts;
    }

    private static List<Target>? Unplugged(Situation situation, string volume)
    {
        List<Target> parts =
        [
            .. from instance in situation.States.OfType("aws_instance")
               where instance.Attributes[Blocks].Items.Any(b => b["volume_id"].Text == volume) && situation.Matcher.IsInPlace(instance, situation.Change)
               select new Target { Kind = TargetKind.Change, Instance = instance, Effects = [AttributeEffect.Remove(Blocks, b => b["volume_id"].Text == volume)] },
        ];
        return parts.Count == 0 || situation.Matcher.Named("aws_volume_attachment", "volume_id", volume, situation.Change).Any() ? null : parts;
    }

    private static List<Target>? Volume(Situation situation, string volume)
    {
        if (situation.Matcher.Named("aws_ebs_volume", "id", volume, situation.Change).Any())
        {
            return null;
        }

        List<Target> parts =
        [
            .. from instance in situation.States.OfType("aws_instance")
               from place in (IEnumerable<string>)["root_block_device", Blocks]
               where instance.Attributes[place].Items.Any(b => b["volume_id"].Text == volume)
               select new Target { Kind = TargetKind.Change, Instance = instance, Effects = [new(place, before => Value.ListOf(before.Items.Select(b => b["volume_id"].Text == volume ? Grown(situation, b) : b)))] },
        ];
        return parts.Count > 0 ? parts : null;
    }

    private static Value Grown(Situation situation, Value block) =>
        OfVolume.Aggregate(block, (b, part) => situation.Request.Find(part.Parameter, StringComparison.OrdinalIgnoreCase) is { IsNull: false } sent ? b.With(part.Attribute, sent) : b);

    private static List<Target>? Interface(Situation situation, string card)
    {
        var groups = situation.Request.Find("groupSet", StringComparison.Ordinal) is { } set ? RequestMembers.ScalarsIn(set).ToList() : null;
        List<Target> parts =
        [
            .. situation.Matcher.Named(Attachment, "network_interface_id", card, situation.Change)
                .Where(_ => groups is not null)
                .Select(a => new Target { Kind = groups!.Contains(a.Attributes["security_group_id"].Text) ? TargetKind.Recreate : TargetKind.Delete, Instance = a }),
            .. situation.States.OfType("aws_instance")
                .Where(i => i.Attributes["primary_network_interface_id"].Text == card)
                .Select(i => new Target { Kind = TargetKind.Change, Instance = i, Effects = [.. OfInstance(situation, groups)] })
                .Where(t => t.Effects.Count > 0),
        ];
        return parts.Count == 0 || situation.Matcher.Named("aws_network_interface", "id", card, situation.Change).Any() ? null : parts;
    }

    private static IEnumerable<AttributeEffect> OfInstance(Situation situation, List<string>? groups)
    {
        if (groups is not null)
        {
            yield return AttributeEffect.Replace("vpc_security_group_ids", Value.ListOf(groups.Select(Value.Of)));
        }

        if (situation.Request["sourceDestCheck"] is { IsNull: false } check)
        {
            yield return AttributeEffect.Replace("source_dest_check", RequestMembers.Unwrap(check));
        }
    }
}
