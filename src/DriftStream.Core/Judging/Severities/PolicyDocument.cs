using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>How wide an IAM or resource policy is.</summary>
internal static class PolicyDocument
{
    // They say how, when or from where in AWS a call comes, and leave open who makes it.
    private static readonly string[] WithoutCaller =
        ["aws:securetransport", "s3:tlsversion", "aws:currenttime", "aws:epochtime", "aws:requestedregion", "aws:useragent", "aws:referer", "s3:x-amz-acl", "s3:x-amz-server-side-encryption"];

    /// <summary>The effects of a document put in place of another; null where it is no policy.</summary>
    public static IReadOnlyList<SeverityEffect>? Effects(Value before, Value after)
    {
        if (Documents.Parse(after) is not { } now || !Documents.IsPolicy(now))
        {
            return null;
        }

        var widest = Widest(now);
        var had = Documents.Parse(before) is { } was && Documents.IsPolicy(was) ? Widest(was) : [];
        return widest.Except(had).ToList() is { Count: > 0 } added ? added : [SeverityEffects.Grant];
    }

    private static List<SeverityEffect> Widest(Value policy)
    {
        var effects = new List<SeverityEffect>();
        var allowed = Each(policy.Find("Statement", StringComparison.OrdinalIgnoreCase) ?? Value.Null).Where(s => s["Effect"].Text != "Deny").ToList();
        if (allowed.Exists(s => IsEveryone(s["Principal"]) && !LimitsCaller(s["Condition"])))
        {
            effects.Add(SeverityEffects.WildcardPrincipal);
        }

        if (allowed.Exists(s => HasStar(s["Action"]) && HasStar(s["Resource"])))
        {
            effects.Add(SeverityEffects.WildcardAction);
        }

        return effects;
    }

    private static bool IsEveryone(Value principal) => principal.Text == "*" || HasStar(principal["AWS"]);

    private static bool HasStar(Value value) => Each(value).Any(i => i.Text is "*" or "*:*");

    private static bool LimitsCaller(Value condition) =>
        condition.Members.SelectMany(test => test.Value.Members).Any(key => !WithoutCaller.Contains(key.Key.ToLowerInvariant()) && !IsAnyAddress(key.Key, key.Value));

    private static bool IsAnyAddress(string key, Value value) => key.Equals("aws:SourceIp", StringComparison.OrdinalIgnoreCase) && World.Holds(value);

    private static IEnumerable<Value> Each(Value value) => value.Kind == ValueKind.List ? value.Items : [value];
}
