using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>Calls whose verb is the value of an attribute, where the catalogue does not tell which.</summary>
internal static class Switches
{
    private static readonly Dictionary<(string Source, string Operation), (string Type, string Attribute, Value Value)[]> Known = new()
    {
        [("ec2.amazonaws.com", "MonitorInstances")] = [("aws_instance", "monitoring", Value.True)],
        [("ec2.amazonaws.com", "UnmonitorInstances")] = [("aws_instance", "monitoring", Value.False)],
        [("ec2.amazonaws.com", "EnableEbsEncryptionByDefault")] = [("aws_ebs_encryption_by_default", "enabled", Value.True)],
        [("ec2.amazonaws.com", "DisableEbsEncryptionByDefault")] = [("aws_ebs_encryption_by_default", "enabled", Value.False)],
        [("ec2.amazonaws.com", "DisableImageBlockPublicAccess")] = [("aws_ec2_image_block_public_access", "state", Value.Of("unblocked"))],
        [("ec2.amazonaws.com", "DisableSnapshotBlockPublicAccess")] = [("aws_ebs_snapshot_block_public_access", "state", Value.Of("unblocked"))],
        [("ec2.amazonaws.com", "EnableSerialConsoleAccess")] = [("aws_ec2_serial_console_access", "enabled", Value.True)],
        [("ec2.amazonaws.com", "DisableSerialConsoleAccess")] = [("aws_ec2_serial_console_access", "enabled", Value.False)],
        [("route53.amazonaws.com", "EnableHostedZoneDNSSEC")] = [("aws_route53_hosted_zone_dnssec", "signing_status", Value.Of("SIGNING"))],
        [("route53.amazonaws.com", "DisableHostedZoneDNSSEC")] = [("aws_route53_hosted_zone_dnssec", "signing_status", Value.Of("NOT_SIGNING"))],
        [("route53.amazonaws.com", "ActivateKeySigningKey")] = [("aws_route53_key_signing_key", "status", Value.Of("ACTIVE"))],
        [("route53.amazonaws.com", "DeactivateKeySigningKey")] = [("aws_route53_key_signing_key", "status", Value.Of("INACTIVE"))],
        [("monitoring.amazonaws.com", "EnableAlarmActions")] = [("aws_cloudwatch_metric_alarm", "actions_enabled", Value.True), ("aws_cloudwatch_composite_alarm", "actions_enabled", Value.True)],
        [("monitoring.amazonaws.com", "DisableAlarmActions")] = [("aws_cloudwatch_metric_alarm", "actions_enabled", Value.False), ("aws_cloudwatch_composite_alarm", "actions_enabled", Value.False)],
        [("events.amazonaws.com", "EnableRule")] = [("aws_cloudwatch_event_rule", "state", Value.Of("ENABLED")), ("aws_cloudwatch_event_rule", "is_enabled", Value.True)],
        [("events.amazonaws.com", "DisableRule")] = [("aws_cloudwatch_event_rule", "state", Value.Of("DISABLED")), ("aws_cloudwatch_event_rule", "is_enabled", Value.False)],
        [("config.amazonaws.com", "StartConfigurationRecorder")] = [("aws_config_configuration_recorder_status", "is_enabled", Value.True)],
        [("config.amazonaws.com", "StopConfigurationRecorder")] = [("aws_config_configuration_recorder_status", "is_enabled", Value.False)],
    };

    /// <summary>What it reads of the request; null where it is another call.</summary>
    public static IEnumerable<LeafUse>? Reads(Situation situation) =>
        Known.ContainsKey((situation.Change.Source, situation.Change.Operation)) ? RowReads.Identifying(situation) : null;

    /// <summary>Each call and the attribute that it switches.</summary>
    public static IEnumerable<(string Source, string Operation, string Type, string Attribute)> All =>
        from known in Known
        from setting in known.Value
        select (known.Key.Source, known.Key.Operation, setting.Type, setting.Attribute);

    /// <summary>Whether it may know a call of this name.</summary>
    public static bool Covers(string source, string operation) => Known.ContainsKey((source, operation));

    /// <summary>What the call does; null where it is another call.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (!Known.TryGetValue((situation.Change.Source, situation.Change.Operation), out var settings))
        {
            return null;
        }

        var matches = situation.Rows.Where(r => r.Type is not null).SelectMany(r => situation.Matcher.Match(r, situation.Change)).DistinctBy(m => m.Instance);
        List<Target> switched =
        [
            .. from match in matches
               let effects = settings
                   .Where(s => s.Type == match.Instance.Type && match.Instance.Attributes.Find(s.Attribute, StringComparison.Ordinal) is { IsNull: false })
                   .Select(s => AttributeEffect.Replace(s.Attribute, s.Value))
                   .ToList()
               where effects.Count > 0
               select new Target { Kind = TargetKind.Change, Instance = match.Instance, Effects = effects },
        ];
        return switched.Count > 0 ? switched : null;
    }
}
