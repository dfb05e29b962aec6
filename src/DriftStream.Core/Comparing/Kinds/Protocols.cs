namespace DriftStream.Core.Comparing.Kinds;

/// <summary>IP protocols by name or number.</summary>
/// <remarks>https://www.iana.org/assignments/protocol-numbers</remarks>
internal static class Protocols
{
    public static ValueComparer Comparer { get; } = ValueComparer.ByText("protocols", Name);

    /// <summary>The protocol as Terraform writes it: tcp, udp, icmp, icmpv6, a number, or -1 for all.</summary>
    public static string Name(string protocol) => protocol.ToLowerInvariant() switch
    {
        "" or "all" or "-1" => "-1",
        "6" => "tcp",
        "17" => "udp",
        "1" => "icmp",
        "58" => "icmpv6",
        var other => other,
    };
}
