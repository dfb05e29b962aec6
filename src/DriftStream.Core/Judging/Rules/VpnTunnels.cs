using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Options of one of the two tunnels of a VPN connection, found by its outside address: <c>tunnel1_</c> or <c>tunnel2_</c> before the option's name.</summary>
/// <remarks>https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ModifyVpnTunnelOptions.html</remarks>
internal static class VpnTunnels
{
    private const string Connection = "aws_vpn_connection";

    // A list's elements each hold their value.
    private static readonly (string Option, string Attribute)[] Options =
    [
        ("DPDTimeoutAction", "dpd_timeout_action"), ("DPDTimeoutSeconds", "dpd_timeout_seconds"), ("EnableTunnelLifecycleControl", "enable_tunnel_lifecycle_control"),
        ("IKEVersions", "ike_versions"), ("PreSharedKey", "preshared_key"), ("ReplayWindowSize", "replay_window_size"),
        ("RekeyFuzzPercentage", "rekey_fuzz_percentage"), ("RekeyMarginTimeSeconds", "rekey_margin_time_seconds"), ("StartupAction", "startup_action"),
        ("TunnelInsideCidr", "inside_cidr"), ("TunnelInsideIpv6Cidr", "inside_ipv6_cidr"),
        ("Phase1DHGroupNumbers", "phase1_dh_group_numbers"), ("Phase1EncryptionAlgorithms", "phase1_encryption_algorithms"),
        ("Phase1IntegrityAlgorithms", "phase1_integrity_algorithms"), ("Phase1LifetimeSeconds", "phase1_lifetime_seconds"),
        ("Phase2DHGroupNumbers", "phase2_dh_group_numbers"), ("Phase2EncryptionAlgorithms", "phase2_encryption_algorithms"),
        ("Phase2IntegrityAlgorithms", "phase2_integrity_algorithms"), ("Phase2LifetimeSeconds", "phase2_lifetime_seconds"),
    ];

    /// <summary>The attributes that the call can set.</summary>
    public static IEnumerable<string> Names => Options.SelectMany(o => (IEnumerable<string>)[Of(1, o.Attribute), Of(2, o.Attribute)]);

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) => IsKnown(situation)
        ?
        [
            .. Reading.Identifying(situation, Connection, ("VpnConnectionId", "id"), ("VpnTunnelOutsideIpAddress", "tunnel1_address")),
            .. Reading.Values(situation, Connection, Options.Select(o => ("TunnelOptions." + o.Option, Of(1, o.Attribute)))),
        ]
        : null;

    /// <summary>What the call does; null where it is another call, or sets nothing that a state holds.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!IsKnown(situation) || situation.Text("VpnConnectionId") is not { } id || situation.Text("VpnTunnelOutsideIpAddress") is not { } address)
        {
            return null;
        }

        List<Target> changed =
        [
            .. from connection in situation.Matcher.Named(Connection, "id", id, situation.Change)
               from tunnel in (IEnumerable<int>)[1, 2]
               where connection.Attributes[Of(tunnel, "address")].Text == address
               let effects = Effects(situation, connection, tunnel).ToList()
               where effects.Count > 0
               select new Target { Kind = TargetKind.Change, Instance = connection, Effects = effects },
        ];
        return changed.Count > 0 ? changed : null;
    }

    private static bool IsKnown(Situation situation) => situation.Change is { Source: "ec2.amazonaws.com", Operation: "ModifyVpnTunnelOptions" };

    private static string Of(int tunnel, string attribute) => $"tunnel{tunnel}_{attribute}";

    private static IEnumerable<AttributeEffect> Effects(Situation situation, ResourceInstance connection, int tunnel) =>
        from option in Options
        let sent = RequestMembers.Find(situation.Request, "TunnelOptions." + option.Option)
        where sent.Count > 0
        let facts = situation.Catalog.Type(connection.Type)!.Attribute(Of(tunnel, option.Attribute))
        select sent[0].Value.IsHidden
            ? AttributeEffect.Unknown(Of(tunnel, option.Attribute))
            : AttributeEffect.Replace(Of(tunnel, option.Attribute), Coercion.To(facts, Plain(sent)));

    private static Value Plain(IReadOnlyList<Member> sent) => sent is [{ Value.IsScalar: true } only] ? only.Value : Value.ListOf(sent.SelectMany(m => RequestMembers.ScalarsIn(m.Value)).Select(Value.Of));
}
