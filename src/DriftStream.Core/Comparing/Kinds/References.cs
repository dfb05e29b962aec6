using DriftStream.Core.Matching;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>When two spellings in values mean the same object: ARN, name, id, URL, domain. Stricter than matching: another account, region, version or alias is another object.</summary>
internal static class References
{
    private const string HostedZone = "/hostedzone/";
    private const string GroupId = "sg-";
    private const string AnyLogStream = ":*";

    /// <summary>Whether both mean the same object; symmetric.</summary>
    public static bool Same(string left, string right, Subject subject) =>
        left.Length > 0 && right.Length > 0 && (IsSame(left, right, subject) || IsKnownAs(left, right, subject) || IsKnownAs(right, left, subject));

    private static bool IsKnownAs(string name, string other, Subject subject) =>
        MayBeKnownAs(name, other) && subject.OtherNames(name).Any(known => known == other || IsSame(known, other, subject));

    // Looking into the states costs more than all else here: only for aliases of keys and for names of security groups.
    private static bool MayBeKnownAs(string name, string other) =>
        name.Contains("alias/", StringComparison.Ordinal) || (other.StartsWith(GroupId, StringComparison.Ordinal) && !name.StartsWith(GroupId, StringComparison.Ordinal));

    private static bool IsSame(string left, string right, Subject subject) => (Arn.TryParse(left, out var one), Arn.TryParse(right, out var another)) switch
    {
        (true, true) => one.Service is "logs" && WithoutStream(left).SequenceEqual(WithoutStream(right)),
        (true, false) => Names(one, right, subject),
        (false, true) => Names(another, left, subject),
        _ => Bucket(left) is { } bucket && bucket == right || Bucket(right) is { } other && other == left || Zone(left) == Zone(right),
    };

    // A log group's ARN comes with and without ":*".
    private static ReadOnlySpan<char> WithoutStream(string arn) => arn.EndsWith(AnyLogStream, StringComparison.Ordinal) ? arn.AsSpan(0, arn.Length - 2) : arn;

    private static bool Names(Arn arn, string text, Subject subject)
    {
        if (QueueUrl.TryRead(text, out var queue))
        {
            return arn.Service is "sqs" && arn.Resource.SequenceEqual(queue.Name) && arn.Account.SequenceEqual(queue.Account) && (queue.Region.IsEmpty || arn.Region.SequenceEqual(queue.Region));
        }

        return IsHere(arn, subject) && arn.Service switch
        {
            "s3" => arn.Resource.SequenceEqual(Bucket(text) ?? text),
            "lambda" => IsFunction(arn, text),
            "logs" => IsAfter(arn, "log-group:", text) || (arn.Resource.EndsWith(AnyLogStream, StringComparison.Ordinal) && arn.WithoutType[..^2].SequenceEqual(text)),
            "secretsmanager" => arn.WithoutType.SequenceEqual(text) || IsSecret(arn.WithoutType, text),
            "ssm" => arn.WithoutType.SequenceEqual(text) || (text.StartsWith('/') && arn.WithoutType.SequenceEqual(text.AsSpan(1))),
            "route53" => arn.LastSegment.SequenceEqual(Zone(text)),
            // A path or a parent stands in front of the name: role/team/deploy, service/cluster/web.
            "iam" or "ecs" or "events" or "wafv2" or "autoscaling" or "apigateway" or "appmesh" => IsNamed(arn, text) || arn.LastSegment.SequenceEqual(text),
            _ => IsNamed(arn, text),
        };
    }

    // A bare name means something in one account and region only.
    private static bool IsHere(Arn arn, Subject subject) =>
        (arn.Account.IsEmpty || subject.Account is null || arn.Account.SequenceEqual(subject.Account))
        && (arn.Region.IsEmpty || subject.Region is null || arn.Region.SequenceEqual(subject.Region));

    private static bool IsNamed(Arn arn, string text) => arn.Resource.SequenceEqual(text) || arn.WithoutType.SequenceEqual(text);

    private static bool IsAfter(Arn arn, string type, string text) => arn.Resource.StartsWith(type, StringComparison.Ordinal) && arn.Resource[type.Length..].SequenceEqual(text);

    // thumbs, thumbs:prod and 111122223333:function:thumbs; a version or alias is part of the name.
    private static bool IsFunction(Arn arn, string text)
    {
        const string Type = "function:";
        var partial = text.IndexOf(":" + Type, StringComparison.Ordinal);
        return partial < 0 ? arn.WithoutType.SequenceEqual(text) : arn.Account.SequenceEqual(text.AsSpan(0, partial)) && arn.Resource.SequenceEqual(text.AsSpan(partial + 1));
    }

    private static bool IsSecret(ReadOnlySpan<char> named, string text) =>
        named.Length == text.Length + Identifiers.SecretSuffix && named.StartsWith(text, StringComparison.Ordinal) && named[text.Length] == '-';

    private static string Zone(string text) => text.StartsWith(HostedZone, StringComparison.Ordinal) ? text[HostedZone.Length..] : text;

    // s3://name, name.s3.amazonaws.com, name.s3.eu-west-1.amazonaws.com; an endpoint of a website is something else.
    private static string? Bucket(string text)
    {
        const string Scheme = "s3://";
        const string Service = ".s3.";
        if (text.StartsWith(Scheme, StringComparison.Ordinal))
        {
            return text[Scheme.Length..].TrimEnd('/');
        }

        var at = text.LastIndexOf(Service, StringComparison.Ordinal);
        return at > 0 && (text.EndsWith(".amazonaws.com", StringComparison.Ordinal) || text.EndsWith(".amazonaws.com.cn", StringComparison.Ordinal)) ? text[..at] : null;
    }
}
