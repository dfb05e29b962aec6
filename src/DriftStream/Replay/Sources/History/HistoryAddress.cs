using DriftStream.Configuration;

namespace DriftStream.Replay.Sources.History;

/// <summary>What the user calls CloudTrail's memory: <c>cloudtrail:</c>, <c>cloudtrail:eu-west-1</c>, or <c>cloudtrail:eu-west-1?user=alice</c>.</summary>
/// <param name="Region">The region; null where that is left open.</param>
/// <param name="Narrowing">What is asked for only; null: everything.</param>
internal sealed record HistoryAddress(string? Region, HistoryNarrowing? Narrowing)
{
    /// <summary>What it begins with.</summary>
    public const string Scheme = "cloudtrail:";

    private const string Shape = "write cloudtrail:eu-west-1, or cloudtrail:eu-west-1?user=alice, ?resource=acme-data or ?event=PutBucketPolicy";

    /// <summary>Whether the text means to be one.</summary>
    public static bool IsMeantBy(string text) => text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads one.</summary>
    /// <exception cref="UsageException">It cannot be meant.</exception>
    public static HistoryAddress Parse(string text)
    {
        var (region, question) = text[Scheme.Length..].Split('?', 2) is [var place, var asked] ? (place, asked) : (text[Scheme.Length..], null);
        return region.Length == 0 || IsRegion(region)
            ? new(region.Length == 0 ? null : region, question is null ? null : NarrowingOf(text, question))
            : throw new UsageException($"'{TerminalText.Clean(text)}' names no region: write cloudtrail: or cloudtrail:eu-west-1.");
    }

    /// <summary>The address in one region, as people read it.</summary>
    public static string In(string region, HistoryNarrowing? narrowing) =>
        Scheme + region + (narrowing is null or { IsChanges: true } ? "" : $"?{WordOf(narrowing.Attribute)}={narrowing.Value}");

    /// <summary>Whether a text can be the name of a region.</summary>
    public static bool IsRegion(string name) =>
        name.Split('-') is { Length: >= 3 } parts && parts[^1].All(char.IsAsciiDigit) && parts.All(p => p.Length > 0 && p.All(char.IsAsciiLetterOrDigit));

    private static HistoryNarrowing NarrowingOf(string text, string question)
    {
        var (word, value) = question.Split('=', 2) is [var name, var wanted] ? (name, wanted) : (question, "");
        if (value.Contains('&', StringComparison.Ordinal))
        {
            throw new UsageException($"'{TerminalText.Clean(text)}' asks for several things at once, and CloudTrail takes one: give it as several sources, whose events are judged together.");
        }

        return AttributeOf(word) is { } attribute && value.Length > 0
            ? new(attribute, value)
            : throw new UsageException($"'{TerminalText.Clean(text)}' cannot be asked of CloudTrail: {Shape}.");
    }

    private static string? AttributeOf(string word) => word switch
    {
        "user" => "Username",
        "resource" => "ResourceName",
        "event" => "EventName",
        _ => null,
    };

    private static string WordOf(string attribute) => attribute switch
    {
        "Username" => "user",
        "ResourceName" => "resource",
        _ => "event",
    };
}
