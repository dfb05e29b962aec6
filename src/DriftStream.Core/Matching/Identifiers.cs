namespace DriftStream.Core.Matching;

/// <summary>When two spellings mean the same object: ARN against name against id, URLs, composite ids.</summary>
public static class Identifiers
{
    /// <summary>AWS adds a hyphen and six letters to a secret's name.</summary>
    internal const int SecretSuffix = 7;

    private const int AccountLength = 12;
    private const string Function = "function:";

    /// <summary>What a Terraform <c>id</c> may join several ids with.</summary>
    internal static ReadOnlySpan<char> CompositeSeparators => [',', ':', '/', '|', '_', '#'];

    /// <summary>Whether an attribute's value and an event's value name the same object.</summary>
    /// <param name="inState">The attribute's value.</param>
    /// <param name="inEvent">The event's value.</param>
    /// <param name="isComposite">The attribute is Terraform's <c>id</c> and may join several ids.</param>
    /// <param name="ignoreCase">The service lower-cases its identifiers (RDS and its kin).</param>
    public static bool Same(string inState, string inEvent, bool isComposite = false, bool ignoreCase = false)
    {
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        ReadOnlySpan<char> state = Plain(inState), cloud = Plain(inEvent);
        if (state.IsEmpty || cloud.IsEmpty)
        {
            return false;
        }

        if (state.Equals(cloud, comparison))
        {
            return true;
        }

        if (isComposite && IdentifierKeys.AreArns(state))
        {
            return HasPart(state, cloud, comparison);
        }

        return (Arn.TryParse(state, out var left), Arn.TryParse(cloud, out var right)) switch
        {
            (true, true) => SameArn(left, right),
            (true, false) => IsPartOf(left, cloud, comparison),
            (false, true) => IsPartOf(right, state, comparison),
            _ => FunctionName(cloud).SequenceEqual(state) || QueueUrl.AreOne(state, cloud) || (isComposite && HasPart(state, cloud, comparison)),
        };
    }

    /// <summary>The identifier alone: Route 53 writes /hostedzone/Z123 and names with a trailing dot.</summary>
    internal static ReadOnlySpan<char> Plain(ReadOnlySpan<char> value)
    {
        const string Zone = "/hostedzone/";
        var text = value.Trim();
        if (text.StartsWith(Zone, StringComparison.Ordinal))
        {
            text = text[Zone.Length..];
        }

        return text.Length > 1 && text[^1] == '.' ? text[..^1] : text;
    }

    /// <summary>A function can be called by its ARN with a version, or by the ARN's end: 111122223333:function:thumbs. Empty for anything else.</summary>
    internal static ReadOnlySpan<char> FunctionName(ReadOnlySpan<char> text)
    {
        var at = text.IndexOf(":" + Function, StringComparison.Ordinal);
        if (at < 0 || !(at == AccountLength || text.Contains(":lambda:", StringComparison.Ordinal)))
        {
            return [];
        }

        var name = text[(at + 1 + Function.Length)..];
        return name.IndexOf(':') is var end and >= 0 ? name[..end] : name;
    }

    // api-task:read_data has the part read_data, and z_a_b_TXT the part a_b: a part may hold separators itself.
    private static bool HasPart(ReadOnlySpan<char> composite, ReadOnlySpan<char> part, StringComparison comparison)
    {
        var rest = composite;
        for (var at = rest.IndexOf(part, comparison); at >= 0; at = rest.IndexOf(part, comparison))
        {
            var start = composite.Length - rest.Length + at;
            var end = start + part.Length;
            if ((start == 0 || CompositeSeparators.Contains(composite[start - 1])) && (end == composite.Length || CompositeSeparators.Contains(composite[end])))
            {
                return true;
            }

            rest = rest[(at + 1)..];
        }

        return false;
    }

    // A log group's ARN comes with and without ":*", a function's with and without its version.
    private static bool SameArn(Arn left, Arn right) =>
        left.Service.SequenceEqual(right.Service) && left.Region.SequenceEqual(right.Region) && left.Account.SequenceEqual(right.Account)
        && (Unversioned(left).SequenceEqual(Unversioned(right)) || IsSecretWithoutSuffix(left, right) || IsSecretWithoutSuffix(right, left));

    // A secret's ARN may be cut off before the six letters that AWS added.
    private static bool IsSecretWithoutSuffix(Arn whole, Arn cut) => whole.Service is "secretsmanager" && HasSuffix(whole.Resource, cut.Resource, StringComparison.Ordinal);

    private static bool HasSuffix(ReadOnlySpan<char> whole, ReadOnlySpan<char> name, StringComparison comparison) =>
        whole.Length == name.Length + SecretSuffix && whole.StartsWith(name, comparison) && whole[name.Length] == '-';

    private static ReadOnlySpan<char> Unversioned(Arn arn)
    {
        if (arn.Resource.EndsWith(":*", StringComparison.Ordinal))
        {
            return arn.Resource[..^2];
        }

        var isFunction = arn.Service is "lambda" && arn.Resource.StartsWith(Function, StringComparison.Ordinal);
        return isFunction && arn.Resource[Function.Length..].IndexOf(':') is var version and >= 0 ? arn.Resource[..(Function.Length + version)] : arn.Resource;
    }

    private static bool IsPartOf(Arn arn, ReadOnlySpan<char> text, StringComparison comparison) =>
        arn.Resource.Equals(text, comparison)
        || arn.LastSegment.Equals(text, comparison)
        || arn.WithoutType.Equals(text, comparison)
        || IsFunction(Unversioned(arn), text, comparison)
        // The name in a path or in front of an id that AWS added: role/path/name, secret:name-AbCdEf.
        || (arn.Service is "secretsmanager" && HasSuffix(arn.WithoutType, text, comparison))
        || (arn.Service is "ssm" && text[0] == '/' && arn.WithoutType.Equals(text[1..], comparison))
        || (arn.Service is "lambda" && FunctionName(text) is { IsEmpty: false } name && IsFunction(Unversioned(arn), name, StringComparison.Ordinal));

    private static bool IsFunction(ReadOnlySpan<char> resource, ReadOnlySpan<char> name, StringComparison comparison) =>
        resource.StartsWith(Function, comparison) && resource[Function.Length..].Equals(name, comparison);
}
