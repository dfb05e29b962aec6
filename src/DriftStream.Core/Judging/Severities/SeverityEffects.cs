using static DriftStream.Core.Judging.Severity;

namespace DriftStream.Core.Judging.Severities;

/// <summary>The table of severities: every effect that a change can have. A finding is as severe as its worst effect; reverted ones and those not shown are info.</summary>
public static class SeverityEffects
{
    private static readonly List<SeverityEffect> Rows = [];

    /// <summary>SSH, RDP, a database or the like.</summary>
    public static SeverityEffect AdminPortOpen { get; } = Row("admin-port-open", Critical, "An administration or database port is opened to the world.");

    /// <summary>Every port or every protocol.</summary>
    public static SeverityEffect AllPortsOpen { get; } = Row("all-ports-open", Critical, "All ports are opened to the world.");

    /// <summary>By an ACL or a grant.</summary>
    public static SeverityEffect PublicBucket { get; } = Row("public-bucket", Critical, "A bucket or what lies in it is given to everybody, or to every AWS account.");

    /// <summary>Of a disk or database.</summary>
    public static SeverityEffect PublicSnapshot { get; } = Row("public-snapshot", Critical, "A snapshot is shared with everybody.");

    /// <summary>A machine image.</summary>
    public static SeverityEffect PublicImage { get; } = Row("public-image", Critical, "A machine image is shared with everybody.");

    /// <summary>Anything else that can be shared.</summary>
    public static SeverityEffect PublicResource { get; } = Row("public-resource", Critical, "A document or another resource is shared with everybody.");

    /// <summary>In a resource or trust policy.</summary>
    public static SeverityEffect WildcardPrincipal { get; } = Row("wildcard-principal", Critical, "A policy lets everybody in: principal *, with no condition on who calls.");

    /// <summary>In any policy.</summary>
    public static SeverityEffect WildcardAction { get; } = Row("wildcard-action", Critical, "A policy allows every action on every resource.");

    /// <summary>AWS's own administrator policies.</summary>
    public static SeverityEffect AdminGrant { get; } = Row("admin-grant", Critical, "AWS's administrator policy is granted.");

    /// <summary>CloudTrail itself.</summary>
    public static SeverityEffect TrailStopped { get; } = Row("trail-stopped", Critical, "A trail is stopped or deleted, or records less than before.");

    /// <summary>What it encrypts is lost with it.</summary>
    public static SeverityEffect KeyDeletion { get; } = Row("key-deletion", Critical, "A key is scheduled for deletion: what it encrypts is lost with it.");

    /// <summary>Any port that is not guarded, 80 and 443 too.</summary>
    public static SeverityEffect PortOpen { get; } = Row("port-open", High, "Another port is opened to the world, 80 and 443 included.");

    /// <summary>Databases, warehouses, brokers.</summary>
    public static SeverityEffect PublicDatabase { get; } = Row("public-database", High, "A database, warehouse or broker can be reached from the internet.");

    /// <summary>Anything else with an address.</summary>
    public static SeverityEffect PublicEndpoint { get; } = Row("public-endpoint", High, "An endpoint or machine can be reached from the internet, or admits every address.");

    /// <summary>The guard against public data.</summary>
    public static SeverityEffect PublicAccessBlockOff { get; } = Row("public-access-block-off", High, "A block on public access is off or deleted.");

    /// <summary>With one account, not with all.</summary>
    public static SeverityEffect Shared { get; } = Row("shared", High, "A snapshot, image or other resource is shared with another account.");

    /// <summary>Policies, roles, memberships, permissions.</summary>
    public static SeverityEffect Grant { get; } = Row("grant", High, "Rights are granted or changed in another way.");

    /// <summary>A key or a password to sign in with.</summary>
    public static SeverityEffect CredentialsAdded { get; } = Row("credentials-added", High, "An access key or a console password is added.");

    /// <summary>No authorisation at all.</summary>
    public static SeverityEffect SignInOff { get; } = Row("sign-in-off", High, "It can be called or used without signing in.");

    /// <summary>MFA, password rules, metadata tokens.</summary>
    public static SeverityEffect SignInWeakened { get; } = Row("sign-in-weakened", High, "Signing in is less safe: MFA, a password rule or the metadata service's token is no longer required.");

    /// <summary>At rest.</summary>
    public static SeverityEffect EncryptionOff { get; } = Row("encryption-off", High, "Encryption is off, or no longer uses a key of your own.");

    /// <summary>In transit.</summary>
    public static SeverityEffect TransportWeakened { get; } = Row("transport-weakened", High, "Connections need no TLS, an older TLS, or certificates are not checked.");

    /// <summary>Off, not replaced.</summary>
    public static SeverityEffect KeyDisabled { get; } = Row("key-disabled", High, "A key or certificate authority is disabled.");

    /// <summary>Of keys and secrets.</summary>
    public static SeverityEffect RotationOff { get; } = Row("rotation-off", High, "A key or secret is no longer rotated.");

    /// <summary>Logs of any service.</summary>
    public static SeverityEffect LoggingOff { get; } = Row("logging-off", High, "Logs are off, deleted or hold less.");

    /// <summary>Detectors, recorders, scanners, alarms.</summary>
    public static SeverityEffect DetectionOff { get; } = Row("detection-off", High, "A detector, recorder, scanner, alarm or event rule is off or deleted.");

    /// <summary>WAF, network firewall, Shield.</summary>
    public static SeverityEffect WebFirewallOff { get; } = Row("firewall-off", High, "A web or network firewall no longer protects, or lets through what no rule stops.");

    /// <summary>Of buckets.</summary>
    public static SeverityEffect VersioningOff { get; } = Row("versioning-off", High, "Versioning is off.");

    /// <summary>Backups, replication, recovery.</summary>
    public static SeverityEffect BackupOff { get; } = Row("backup-off", High, "Backups, replicas or point-in-time recovery are off, deleted or reach back less far.");

    /// <summary>Of logs, messages, streams.</summary>
    public static SeverityEffect RetentionShortened { get; } = Row("retention-shortened", High, "Logs or data are kept for a shorter time.");

    /// <summary>Against deletion, termination, overwriting.</summary>
    public static SeverityEffect DeletionProtectionOff { get; } = Row("deletion-protection-off", High, "Protection from deletion, termination or overwriting is off.");

    /// <summary>The deleted resource held data.</summary>
    public static SeverityEffect DataLoss { get; } = Row("data-loss", High, "Something that holds data was deleted.");

    /// <summary>Any other deletion.</summary>
    public static SeverityEffect Deleted { get; } = Row("deleted", High, "Another resource was deleted.");

    /// <summary>Outgoing only.</summary>
    public static SeverityEffect EgressOpen { get; } = Row("egress-open", Medium, "Outgoing traffic to the whole world is allowed.");

    /// <summary>No port.</summary>
    public static SeverityEffect PingOpen { get; } = Row("ping-open", Medium, "ICMP from the whole world is allowed.");

    /// <summary>Through an internet gateway.</summary>
    public static SeverityEffect RouteToInternet { get; } = Row("route-to-internet", Medium, "A route through an internet gateway was added.");

    /// <summary>Peerings, attachments, VPNs.</summary>
    public static SeverityEffect NetworksJoined { get; } = Row("networks-joined", Medium, "A network was joined with another: peering, transit gateway, VPN.");

    /// <summary>Nothing worse is known of it.</summary>
    public static SeverityEffect ValueHidden { get; } = Row("value-hidden", Medium, "Something changed whose value the event hides, such as a password.");

    /// <summary>Nothing worse is known of it.</summary>
    public static SeverityEffect Attached { get; } = Row("attached", Medium, "Something harmless was added to a managed resource.");

    /// <summary>Nothing worse is known of it.</summary>
    public static SeverityEffect Unmanaged { get; } = Row("unmanaged", Medium, "Something harmless was created that no state holds.");

    /// <summary>What no other row names.</summary>
    public static SeverityEffect Other { get; } = Row("other", Medium, "Anything else.");

    /// <summary>Tags and descriptions.</summary>
    public static SeverityEffect WordsOnly { get; } = Row("words-only", Low, "Only tags, descriptions or comments changed.");

    /// <summary>All of them, the worst first.</summary>
    public static IReadOnlyList<SeverityEffect> All => Rows;

    private static SeverityEffect Row(string name, Severity severity, string sentence)
    {
        var row = new SeverityEffect(name, severity, sentence);
        Rows.Add(row);
        return row;
    }
}
