namespace DriftStream.Core.Catalog;

/// <summary>What is known of instances, networks, balancers and names beyond the derived facts.</summary>
internal static class NetworkCorrections
{
    /// <summary>What is wrong in the derived facts.</summary>
    public static readonly Correction[] All =
    [
        // The provider ends an association before it makes another one.
        new("ec2", "DisassociateTransitGatewayRouteTable", "aws_ec2_transit_gateway_route_table_association") { Effect = RowEffect.Delete },
        new("ec2", "DisassociateTransitGatewayRouteTable", "aws_ec2_transit_gateway_policy_table_association") { IsWrong = true },

        // It changes one route, and nothing of the table itself.
        new("ec2", "ReplaceTransitGatewayRoute", "aws_ec2_transit_gateway_route_table") { IsWrong = true },

        new("ec2", "AssociateNatGatewayAddress", "aws_nat_gateway") { Pairs = [("AllocationIds", "secondary_allocation_ids")] },
        new("ec2", "AssignPrivateIpAddresses", "aws_network_interface") { Pairs = [("PrivateIpAddresses", "private_ips")], NotTouched = Counts },
        new("ec2", "UnassignPrivateIpAddresses", "aws_network_interface") { Pairs = [("PrivateIpAddresses", "private_ips")], NotTouched = Counts },

        // The provider never calls it, but its effect is plain.
        new("ec2", "ModifyInstancePlacement", "aws_instance") { IsKnown = true, Missing = [("GroupName", "placement_group"), ("PartitionNumber", "placement_partition_number")] },

        // It sets nothing that says how the key is stored.
        new("ec2", "ModifyVpnTunnelOptions", "aws_vpn_connection") { NotTouched = ["preshared_key_storage"] },
    ];

    /// <summary>Types that a known call means as well.</summary>
    public static readonly Addition[] Added =
    [
        new("ec2", "ReplaceTransitGatewayRoute", "aws_ec2_transit_gateway_route")
        {
            Effect = RowEffect.Put,
            Ids = [("DestinationCidrBlock", "destination_cidr_block"), ("TransitGatewayRouteTableId", "transit_gateway_route_table_id")],
            Pairs = [("Blackhole", "blackhole"), ("TransitGatewayAttachmentId", "transit_gateway_attachment_id")],
        },
        new("ec2", "DeleteKeyPair", "aws_key_pair") { Effect = RowEffect.Delete, Ids = [("KeyPairId", "key_pair_id")] },
        new("ec2", "ResetSnapshotAttribute", "aws_snapshot_create_volume_permission") { Effect = RowEffect.Delete, Ids = [("SnapshotId", "snapshot_id")] },
        new("autoscaling", "BatchDeleteScheduledAction", "aws_autoscaling_schedule")
        {
            Effect = RowEffect.Delete,
            Ids = [("AutoScalingGroupName", "autoscaling_group_name"), ("ScheduledActionNames", "scheduled_action_name")],
        },
    ];

    /// <summary>Calls of which the derived facts have nothing at all.</summary>
    public static readonly Addition[] Underived =
    [
        new("ec2", "ResetEbsDefaultKmsKeyId", "aws_ebs_default_kms_key") { Effect = RowEffect.Delete, IsSingleton = true },
        new("ec2", "DisassociateIamInstanceProfile", "aws_instance") { Outs = [("IamInstanceProfileAssociation.InstanceId", "id")] },
        new("ec2", "CreateKeyPair", "aws_key_pair") { Effect = RowEffect.Create, Ids = [("KeyName", "key_name")], Outs = [("KeyName", "id"), ("KeyPairId", "key_pair_id")] },
        new("ec2", "ResetImageAttribute", "aws_ami_launch_permission") { Effect = RowEffect.Delete, Ids = [("ImageId", "image_id")] },
        new("elasticloadbalancing", "SetLoadBalancerListenerSSLCertificate", "aws_elb") { Ids = [("LoadBalancerName", "name")] },
    ];

    private static string[] Counts => ["ipv4_prefix_count", "private_ips_count"];
}
