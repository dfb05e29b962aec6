using System.Globalization;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Severities;

/// <summary>Which address ranges are as good as the whole internet.</summary>
internal static class World
{
    // Nobody owns a /7: 0.0.0.0/1 with 128.0.0.0/1 is the usual way to write everything without writing 0.0.0.0/0.
    private const int NarrowestIPv4 = 7;

    // The widest allocations of IPv6 to one holder are /19.
    private const int NarrowestIPv6 = 15;

    private const int FirstMulticastIPv4 = 224;
    private const int FirstPrivateIPv6 = 0xFC00;

    /// <summary>Whether a range, or one of a list of ranges, is as good as the whole internet. What only AWS can resolve, such as a prefix list, is not known to be.</summary>
    public static bool Holds(Value ranges) => ranges.Kind == ValueKind.List ? ranges.Items.Any(Holds) : Is(ranges.Text);

    /// <summary>Whether a range is as good as the whole internet.</summary>
    public static bool Is(string range) => range.Split('/') switch
    {
        [var address, var length] when int.TryParse(length, NumberStyles.None, CultureInfo.InvariantCulture, out var bits) =>
            address.Contains(':', StringComparison.Ordinal) ? bits <= NarrowestIPv6 && IsPublicIPv6(address) : bits <= NarrowestIPv4 && IsPublicIPv4(address),
        _ => false,
    };

    private static bool IsPublicIPv4(string address) =>
        address.Split('.') is { Length: 4 } parts && byte.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first) && first < FirstMulticastIPv4;

    private static bool IsPublicIPv6(string address) => address.Split(':')[0] is var first
        && (first.Length == 0 || (int.TryParse(first, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hextet) && hextet < FirstPrivateIPv6));
}
