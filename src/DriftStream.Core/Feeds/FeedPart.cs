namespace DriftStream.Core.Feeds;

/// <summary>Something that events pass on their way to DriftStream: a queue, a rule, a topic, a bus, a key, a trail.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Account">The account it is in; null: any.</param>
/// <param name="Region">The region it is in; null: any.</param>
public sealed record FeedPart(string Name, string? Account = null, string? Region = null)
{
    private const int ArnParts = 6;

    /// <summary>A part by its name or its ARN.</summary>
    public static FeedPart Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(':', ArnParts + 1) is ["arn", _, _, var region, var account, var name, ..]
            ? new(LastOf(name), NullIfEmpty(account), NullIfEmpty(region))
            : new(LastOf(text));
    }

    /// <summary>The part that a parameter of an event names: by name, ARN or, for queues, URL. Where it says no place, it is the event's.</summary>
    internal static FeedPart Named(string text, string? account, string? region)
    {
        var named = Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http" ? OfUrl(url) : Parse(text);
        return named with { Account = named.Account ?? account, Region = named.Region ?? region };
    }

    /// <summary>Whether another is this one, as far as both say where they are.</summary>
    internal bool IsSame(FeedPart other) =>
        Name == other.Name && Agree(Account, other.Account) && Agree(Region, other.Region);

    private static FeedPart OfUrl(Uri url)
    {
        var account = url.Segments.Length > 2 ? url.Segments[^2].Trim('/') : "";
        return new(Uri.UnescapeDataString(url.Segments[^1].Trim('/')), account.Length == 12 && account.All(char.IsAsciiDigit) ? account : null);
    }

    // rule/name, rule/bus/name, key/id, trail/name
    private static string LastOf(string name) => name.StartsWith("alias/", StringComparison.Ordinal) ? name : name[(name.LastIndexOf('/') + 1)..];

    private static bool Agree(string? one, string? other) => one is null || other is null || one == other;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
