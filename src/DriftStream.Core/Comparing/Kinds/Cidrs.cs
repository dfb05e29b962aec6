namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Address ranges as AWS keeps them: without host bits, IPv6 in its short form. Calls may write them otherwise.</summary>
/// <remarks>https://datatracker.ietf.org/doc/html/rfc5952</remarks>
internal static class Cidrs
{
    private const int Ipv6Groups = 8;

    public static ValueComparer Comparer { get; } = ValueComparer.ByText("address ranges", Canonical);

    /// <summary>The range or address in AWS's spelling; what is neither stays as it is.</summary>
    public static string Canonical(string range)
    {
        var slash = range.IndexOf('/', StringComparison.Ordinal);
        var address = slash < 0 ? range : range[..slash];
        var isIpv6 = address.Contains(':', StringComparison.Ordinal);
        var parts = isIpv6 ? Ipv6(address) : Ipv4(address);
        var width = isIpv6 ? 16 : 8;
        if (parts is null)
        {
            return range;
        }

        if (slash < 0)
        {
            return Written(parts, isIpv6);
        }

        return int.TryParse(range.AsSpan(slash + 1), out var bits) && bits >= 0 && bits <= parts.Count * width
            ? $"{Written([.. parts.Select((part, at) => Kept(part, bits - (at * width), width))], isIpv6)}/{bits}"
            : range;
    }

    private static int Kept(int part, int bits, int width) => part & ((1 << width) - 1) << (width - Math.Clamp(bits, 0, width));

    private static List<int>? Ipv4(string address)
    {
        var parts = new List<int>();
        foreach (var part in address.Split('.'))
        {
            if (part.Length == 0 || !byte.TryParse(part, System.Globalization.NumberStyles.None, null, out var value))
            {
                return null;
            }

            parts.Add(value);
        }

        return parts.Count == 4 ? parts : null;
    }

    private static List<int>? Ipv6(string address)
    {
        var gap = address.IndexOf("::", StringComparison.Ordinal);
        List<int>? head = Groups(gap < 0 ? address : address[..gap]), tail = gap < 0 ? [] : Groups(address[(gap + 2)..]);
        if (head is null || tail is null)
        {
            return null;
        }

        var missing = Ipv6Groups - head.Count - tail.Count;
        return (gap < 0 && missing == 0) || (gap >= 0 && missing > 0) ? [.. head, .. Enumerable.Repeat(0, missing), .. tail] : null;
    }

    private static List<int>? Groups(string text)
    {
        var groups = new List<int>();
        foreach (var group in text.Length == 0 ? [] : text.Split(':'))
        {
            if (group.Length is 0 or > 4 || !ushort.TryParse(group, System.Globalization.NumberStyles.AllowHexSpecifier, null, out var value))
            {
                return null;
            }

            groups.Add(value);
        }

        return groups;
    }

    private static string Written(List<int> parts, bool isIpv6)
    {
        if (!isIpv6)
        {
            return string.Join('.', parts);
        }

        var (start, length) = LongestZeros(parts);
        return length < 2
            ? string.Join(':', parts.Select(Hex))
            : $"{string.Join(':', parts.Take(start).Select(Hex))}::{string.Join(':', parts.Skip(start + length).Select(Hex))}";
    }

    private static (int Start, int Length) LongestZeros(List<int> parts)
    {
        var best = (Start: 0, Length: 0);
        for (int at = 0, run = 0; at < parts.Count; at++)
        {
            run = parts[at] == 0 ? run + 1 : 0;
            if (run > best.Length)
            {
                best = (at - run + 1, run);
            }
        }

        return best;
    }

    private static string Hex(int group) => group.ToString("x", System.Globalization.CultureInfo.InvariantCulture);
}
