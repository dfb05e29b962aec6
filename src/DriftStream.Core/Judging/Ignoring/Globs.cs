using DriftStream.Core.CloudTrail;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>Patterns of which one must fit: <c>*</c> stands for anything, upper and lower case count.</summary>
/// <param name="patterns">The patterns; none: nothing is asked.</param>
public sealed class Globs(params IReadOnlyList<string> patterns)
{
    /// <summary>Nothing is asked.</summary>
    public static Globs Any { get; } = new();

    /// <summary>The patterns as written.</summary>
    public IReadOnlyList<string> Patterns => patterns;

    /// <summary>Whether nothing is asked.</summary>
    public bool IsAny => patterns.Count == 0;

    /// <summary>Whether nothing is asked, or one of the texts fits.</summary>
    public bool Fit(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (Names(text))
            {
                return true;
            }
        }

        return IsAny;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Join(" or ", patterns);

    private bool Names(string? text)
    {
        foreach (var pattern in patterns)
        {
            if (PrincipalPattern.Matches(pattern, text))
            {
                return true;
            }
        }

        return false;
    }
}
