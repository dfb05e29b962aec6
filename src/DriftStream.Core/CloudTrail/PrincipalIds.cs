using System.Text.RegularExpressions;

namespace DriftStream.Core.CloudTrail;

/// <summary>AWS's unique ids of principals and keys.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids</remarks>
internal static partial class PrincipalIds
{
    /// <summary>Whether the text begins with such an id.</summary>
    public static bool IsOne(string text) => Pattern().IsMatch(text);

    /// <summary>Whether there is anything in a text that could be read out.</summary>
    public static bool ContainsAnyLetterOrDigit(this ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                return true;
            }
        }

        return false;
    }

    [GeneratedRegex("^(AROA|AIDA|ASIA|AKIA|AGPA|AIPA|ANPA|ANVA|ASCA)[A-Z0-9]{12,}")]
    private static partial Regex Pattern();
}
