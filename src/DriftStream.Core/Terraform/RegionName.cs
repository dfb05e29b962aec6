using System.Text.RegularExpressions;

namespace DriftStream.Core.Terraform;

/// <summary>Tells AWS region names from other words.</summary>
internal static partial class RegionName
{
    /// <summary>The region that the text spells out, with dashes or, as in many aliases, underscores; null where it does not.</summary>
    public static string? From(string text)
    {
        var dashed = text.Replace('_', '-');
        return Shape().IsMatch(dashed) ? dashed : null;
    }

    [GeneratedRegex(@"\A[a-z]{2,4}(-gov|-iso[a-z]?)?-(north|south|east|west|central|northeast|northwest|southeast|southwest)-[0-9]{1,2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
