using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Understanding;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>The logs of a search domain: a request has them by their types, Terraform as blocks that say theirs.</summary>
/// <remarks>https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_UpdateDomainConfig.html</remarks>
internal static class DomainLogs
{
    private const string Attribute = "log_publishing_options";
    private const string Member = "logPublishingOptions";
    private const string Kind = "log_type";

    /// <summary>What is read of the request.</summary>
    public static IEnumerable<LeafUse> Reads(Situation situation) => situation.Change.Source == "es.amazonaws.com"
        ? situation.Request[Member].Members.SelectMany(log => Reading.Values(situation, "aws_opensearch_domain", ($"{Member}.{log.Key}.enabled", Attribute), ($"{Member}.{log.Key}.cloudWatchLogsLogGroupArn", Attribute)))
        : [];

    /// <summary>The effects on the logs that the request names; nothing for other calls and types.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, string type) => type is not ("aws_opensearch_domain" or "aws_elasticsearch_domain") || situation.Change.Source != "es.amazonaws.com"
        ? []
        : situation.Request[Member].Members.Where(log => log.Value.Kind == ValueKind.Map).Select(log => new AttributeEffect(Attribute, before => Set(before, log.Key, log.Value)));

    private static Value Set(Value before, string log, Value sent)
    {
        var held = before.Items.FirstOrDefault(i => i[Kind].Text == log) ?? Value.MapOf((Kind, Value.Of(log)), ("enabled", Value.True));
        var group = sent.Find("cloudWatchLogsLogGroupArn", StringComparison.OrdinalIgnoreCase);
        var switched = sent.Find("enabled", StringComparison.OrdinalIgnoreCase);
        var now = group is null ? held : held.With("cloudwatch_log_group_arn", group);
        return Value.ListOf(before.Items.Where(i => i[Kind].Text != log).Append(switched is null ? now : now.With("enabled", Value.Of(switched.SaysTrue))));
    }
}
