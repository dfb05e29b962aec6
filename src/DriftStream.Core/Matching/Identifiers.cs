using System.Buffers;

namespace DriftStream.Core.Matching;

/// <summary>When two spellings mean the same object: ARN against name against id, URLs, composite ids.</summary>
public static class Identifiers
{
    private const int AccountLength = 12;
    private static readonly char[] CompositeSeparators = [',', ':', '/', '|', '_', '#'];
    private static readonly SearchValues<char> AnySeparator = SearchValues.Create(CompositeSeparators);

    /// <summary>Every text under which a value can be looked up: itself, an ARN's parts, a URL's end, without a trailing dot.</summary>
    /// <param name="value">An identifier out of a state or an event.</param>
    /// <param name="isComposite">The value is a Terraform <c>id</c>, which may join several ids.</param>
    public static IEnumerable<string> Keys(string value, bool isComposite)
    {
        var plain = Plain(value);
        if (plain.Length == 0)
        {
            yield break;
        }

        yield return plain;
        if (FunctionName(plain) is { } function)
        {
            yield return function;
        }

        if (Arn.Parse(plain) is { } arn)
        {
            yield return arn.Resource;
            yield return arn.WithoutType;
            yield return arn.LastSegment;
            if (arn.Resource.EndsWith(":*", StringComparison.Ordinal))
            {
                yield return arn.WithoutType[..^2];
            }
        }
        else if (isComposite && plain.AsSpan().ContainsAny(AnySeparator))
        {
            foreach (var part in CompositeSeparators.Where(c => plain.Contains(c)).SelectMany(c => plain.Split(c, StringSplitOptions.RemoveEmptyEntries)).Concat(plain.Split(CompositeSeparators, StringSplitOptions.RemoveEmptyEntries)).Distinct())
            {
                yield return part;
            }
        }
    }

    /// <summary>Whether an attribute's value and an event's value name the same object.</summary>
    /// <param name="inState">The attribute's value.</param>
    /// <param name="inEvent">The event's value.</param>
    /// <param name="isComposite">The attribute is Terraform's <c>id</c> and may join several ids.</param>
    /// <param name="ignoreCase">The service lower-cases its identifiers (RDS and its kin).</param>
    public static bool Same(string inState, string inEvent, bool isComposite = false, bool ignoreCase = false)
    {
        var comparison = ignoreCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        string state = Plain(inState), cloud = Plain(inEvent);
        if (state.Length == 0 || cloud.Length == 0)
        {
            return false;
        }

        if (string.Equals(state, cloud, comparison))
        {
            return true;
        }

        return (Arn.Parse(state), Arn.Parse(cloud)) switch
        {
            ({ } left, { } right) => SameArn(left, right),
            ({ } arn, null) => IsPartOf(arn, cloud, comparison),
            (null, { } arn) => IsPartOf(arn, state, comparison),
            _ => FunctionName(cloud) == state || (isComposite && HasPart(state, cloud, comparison)),
        };
    }

    // api-task:read_data has the part read_data, and z_a_b_TXT the part a_b: a part may hold separators itself.
    private static bool HasPart(string composite, string part, StringComparison comparison)
    {
        for (var at = composite.IndexOf(part, comparison); at >= 0; at = composite.IndexOf(part, at + 1, comparison))
        {
            var end = at + part.Length;
            if ((at == 0 || CompositeSeparators.Contains(composite[at - 1])) && (end == composite.Length || CompositeSeparators.Contains(composite[end])))
            {
                return true;
            }
        }

        return false;
    }

    // A log group's ARN comes with and without ":*", a function's with and without its version.
    private static bool SameArn(Arn left, Arn right) =>
        left.Service == right.Service && left.Region == right.Region && left.Account == right.Account
        && Unversioned(left) == Unversioned(right);

    // A function can be called by its ARN with a version, or by the ARN's end: 111122223333:function:thumbs.
    private static string? FunctionName(string text)
    {
        const string Mark = ":function:";
        var at = text.IndexOf(Mark, StringComparison.Ordinal);
        if (at < 0 || !(at == AccountLength || text.Contains(":lambda:", StringComparison.Ordinal)))
        {
            return null;
        }

        var name = text[(at + Mark.Length)..];
        return name.IndexOf(':', StringComparison.Ordinal) is var end and >= 0 ? name[..end] : name;
    }

    private static string Unversioned(Arn arn)
    {
        if (arn.Resource.EndsWith(":*", StringComparison.Ordinal))
        {
            return arn.Resource[..^2];
        }

        return arn.Service == "lambda" && arn.Resource.Split(':') is ["function", var name, ..] ? "function:" + name : arn.Resource;
    }

    private static bool IsPartOf(Arn arn, string text, StringComparison comparison) =>
        string.Equals(arn.Resource, text, comparison)
        || string.Equals(arn.LastSegment, text, comparison)
        || string.Equals(arn.WithoutType, text, comparison)
        || string.Equals(Unversioned(arn), "function:" + text, comparison)
        // The name in a path or in front of an id that AWS added: role/path/name, secret:name-AbCdEf.
        || (arn.Service == "secretsmanager" && arn.WithoutType.Length == text.Length + 7 && arn.WithoutType.StartsWith(text + "-", comparison))
        || (arn.Service == "lambda" && FunctionName(text) is { } partial && Unversioned(arn) == "function:" + partial);

    // Route 53 writes /hostedzone/Z123 and names with a trailing dot.
    private static string Plain(string value)
    {
        var text = value.Trim();
        if (text.StartsWith("/hostedzone/", StringComparison.Ordinal))
        {
            text = text["/hostedzone/".Length..];
        }

        return text.Length > 1 && text[^1] == '.' ? text[..^1] : text;
    }
}
