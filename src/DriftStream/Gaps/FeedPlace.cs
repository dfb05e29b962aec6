namespace DriftStream.Gaps;

/// <summary>An account and region that speaks.</summary>
/// <param name="Account">The account.</param>
/// <param name="Region">The region.</param>
internal readonly record struct FeedPlace(string Account, string Region)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Account} {Region}";
}
