using System.Net;

namespace DriftStream.Core.Judging.Rules.SecurityGroups;

/// <summary>Address ranges as AWS keeps them: host bits off, IPv6 in its short form. Calls may write them otherwise.</summary>
internal static class Cidr
{
    /// <summary>The range in AWS's spelling; what is no range stays as it is.</summary>
    public static string Canonical(string range)
    {
        var slash = range.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && IPAddress.TryParse(range.AsSpan(0, slash), out var address)
            && int.TryParse(range.AsSpan(slash + 1), out var length) && length >= 0 && length <= address.GetAddressBytes().Length * 8
            ? $"{new IPAddress(Masked(address.GetAddressBytes(), length))}/{length}"
            : range;
    }

    private static byte[] Masked(byte[] bytes, int length)
    {
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(length - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }

        return bytes;
    }
}
