namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Names that AWS lower-cases, and words that it writes in another case than it takes.</summary>
internal static class AnyCase
{
    public static ValueComparer Comparer { get; } = ValueComparer.ByText("any case", text => text.ToLowerInvariant());
}
