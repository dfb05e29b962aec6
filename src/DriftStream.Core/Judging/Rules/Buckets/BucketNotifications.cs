using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Buckets;

/// <summary>PutBucketNotification: three lists of receivers, whose filters are pairs of name and value, and a switch.</summary>
internal static class BucketNotifications
{
    // The recorded XML still has the names of the API's first version.
    private static readonly (string Attribute, string Arn, string[] Documents, string[] Receivers)[] Lists =
    [
        ("lambda_function", "lambda_function_arn", ["CloudFunctionConfiguration", "LambdaFunctionConfiguration"], ["CloudFunction", "LambdaFunctionArn"]),
        ("queue", "queue_arn", ["QueueConfiguration"], ["Queue", "QueueArn"]),
        ("topic", "topic_arn", ["TopicConfiguration"], ["Topic", "TopicArn"]),
    ];

    public static IEnumerable<(string Path, string Attribute)> Members =>
        from list in Lists
        from document in list.Documents
        let place = $"NotificationConfiguration.{document}."
        from member in list.Receivers.Select(r => (place + r, list.Attribute + "." + list.Arn)).Concat(
        [
            (place + "Event", list.Attribute + ".events"), (place + "Id", list.Attribute + ".id"),
            (place + "Filter.S3Key.FilterRule.Name", list.Attribute + ".filter_prefix"), (place + "Filter.S3Key.FilterRule.Value", list.Attribute + ".filter_prefix"),
        ])
        select member;

    public static IReadOnlyList<AttributeEffect> Effects(BucketCall call)
    {
        if (!call.HasBody)
        {
            return [.. Lists.Select(l => AttributeEffect.Unknown(l.Attribute))];
        }

        var bridge = call.Situation.Request["NotificationConfiguration"].Find("EventBridgeConfiguration", StringComparison.Ordinal) is not null;
        return [AttributeEffect.Replace("eventbridge", Value.Of(bridge)), .. Lists.Select(l => AttributeEffect.Replace(l.Attribute, Value.ListOf(Receivers(call, l))))];
    }

    private static IEnumerable<Value> Receivers(BucketCall call, (string Attribute, string Arn, string[] Documents, string[] Receivers) list) =>
        from document in list.Documents
        from entry in call.Each("NotificationConfiguration." + document)
        select Value.MapOf(
            ("events", Value.ListOf(BucketCall.Each(entry["Event"]))),
            ("filter_prefix", Filter(entry, "prefix")),
            ("filter_suffix", Filter(entry, "suffix")),
            ("id", entry["Id"]),
            (list.Arn, list.Receivers.Select(r => entry[r]).FirstOrDefault(r => !r.IsNull, Value.Null)));

    private static Value Filter(Value entry, string name) => Value.Of(RequestMembers.Find(entry, "Filter.S3Key.FilterRule")
        .SelectMany(m => BucketCall.Each(m.Value))
        .FirstOrDefault(f => f["Name"].Text.Equals(name, StringComparison.OrdinalIgnoreCase), Value.Null)["Value"].Text);
}
