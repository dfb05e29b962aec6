namespace DriftStream.Core.Judging.Rules.SecurityGroups;

/// <summary>Address ranges as AWS keeps them: IPv4 without host bits, IPv6 in lower case. Calls may write them otherwise.</summary>
internal static class Cidr
{
    /// <summary>The range in AWS's spelling; what is no range stays as it is.</summary>
    public static string Canonical(string range) => range.Split('/') switch
    {
        [var address, _] when address.Contains(':', StringComparison.Ordinal) => range.ToLowerInvariant(),
        [var address, var length] when int.TryParse(length, out var bits) && bits is >= 0 and <= 32 && Bytes(address) is { } bytes =>
            $"{string.Join('.', bytes.Select((value, at) => Kept(value, bits - (at * 8))))}/{bits}",
        _ => range,
    };

    private static List<byte>? Bytes(string address)
    {
        var bytes = new List<byte>();
        foreach (var part in address.Split('.'))
        {
            if (!byte.TryParse(part, out var value))
            {
                return null;
            }

            bytes.Add(value);
        }

        return bytes.Count == 4 ? bytes : null;
    }

    private static int Kept(byte value, int bits) => value & (0xFF << (8 - Math.Clamp(bits, 0, 8)));
}
