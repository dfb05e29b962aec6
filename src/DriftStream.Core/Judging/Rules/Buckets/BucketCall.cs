using DriftStream.Core.Matching;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Buckets;

/// <summary>A call that sets or deletes one setting of a bucket.</summary>
/// <param name="Situation">The event.</param>
/// <param name="Setting">The operation without verb and <c>Bucket</c>, e.g. <c>Encryption</c>.</param>
internal sealed record BucketCall(Situation Situation, string Setting)
{
    /// <summary>The setting is deleted, or put without content where the API has no other way to delete it.</summary>
    public bool Removes => Situation.Change.Operation.StartsWith("Delete", StringComparison.Ordinal) || Setting switch
    {
        "Logging" => IsEmptied("BucketLoggingStatus"),
        "Notification" or "NotificationConfiguration" => IsEmptied("NotificationConfiguration"),
        _ => false,
    };

    /// <summary>The record carries a document, so what is not in it is not set.</summary>
    public bool HasBody => Situation.Request.Members.Any(m => m.Value is { Kind: ValueKind.Map, Members.Count: > 0 });

    /// <summary>The first text under a path of the request; null where there is none.</summary>
    public string? One(string path) => RequestMembers.Find(Situation.Request, path).SelectMany(m => RequestMembers.ScalarsIn(m.Value)).FirstOrDefault();

    /// <summary>The elements under a path: CloudTrail writes one element without its list.</summary>
    public IEnumerable<Value> Each(string path) => RequestMembers.Find(Situation.Request, path).SelectMany(m => Each(m.Value)).Where(v => v.Kind == ValueKind.Map);

    /// <summary>The elements of a list, or the one that stands for it.</summary>
    public static IEnumerable<Value> Each(Value value) => value.Kind == ValueKind.List ? value.Items : value.IsNull ? [] : [value];

    private bool IsEmptied(string document) =>
        Situation.Request.Find(document, StringComparison.Ordinal) is { } body && !body.Members.Any(m => !m.Key.StartsWith("xmlns", StringComparison.Ordinal));
}
