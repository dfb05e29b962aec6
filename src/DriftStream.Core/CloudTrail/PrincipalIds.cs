namespace DriftStream.Core.CloudTrail;

/// <summary>AWS's unique ids of principals and keys.</summary>
/// <remarks>https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids</remarks>
internal static class PrincipalIds
{
    private const int PrefixLength = 4;
    private const int Shortest = PrefixLength + 12;

    /// <summary>Whether the text begins with such an id.</summary>
    public static bool IsOne(string text)
    {
        if (text.Length < Shortest || text.AsSpan(0, PrefixLength) is not ("AROA" or "AIDA" or "ASIA" or "AKIA" or "AGPA" or "AIPA" or "ANPA" or "ANVA" or "ASCA"))
        {
            return false;
        }

        foreach (var letter in text.AsSpan(PrefixLength, Shortest - PrefixLength))
        {
            if (!char.IsAsciiLetterUpper(letter) && !char.IsAsciiDigit(letter))
            {
                return false;
            }
        }

        return true;
    }

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
}
