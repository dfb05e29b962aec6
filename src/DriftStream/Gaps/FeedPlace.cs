namespace DriftStream.Gaps;

/// <summary>An account and region that speaks.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
internal readonly record struct FeedPlace(string Account, string Region)
{
    /// <summary>Whether a text can be the name of a region.</summary>
    public static bool IsRegion(string name) =>
        name.Split('-') is { Length: >= 3 } parts && parts[^1].All(char.IsAsciiDigit) && parts.All(p => p.Length > 0 && p.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)));

    /// <inheritdoc/>
    public override string ToString() => $"{Account} {Region}";
}
