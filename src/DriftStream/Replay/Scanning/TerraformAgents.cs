using System.Text;

namespace DriftStream.Replay.Scanning;

/// <summary>Tells whether a record may claim to be Terraform's: what is taken for Terraform's without a check is counted, whatever it did.</summary>
internal static class TerraformAgents
{
    /// <summary>Whether a user agent in this piece of a record may be Terraform's or OpenTofu's; false is a proof that none is.</summary>
    /// <param name="members">Members at the record's own level, spelled without escapes.</param>
    public static bool MayBeIn(ReadOnlySpan<byte> members)
    {
        ReadOnlySpan<byte> key = "\"userAgent\""u8;
        for (var at = members.IndexOf(key); at >= 0; at = members.IndexOf(key))
        {
            members = members[(at + key.Length)..];
            if (members is not [(byte)':', (byte)'"', ..] || MayBe(members[2..]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool MayBe(ReadOnlySpan<byte> text)
    {
        var end = text.IndexOf((byte)'"');
        var agent = end < 0 ? text : text[..end];
        return !Ascii.IsValid(agent) || Has(agent, "terraform"u8) || Has(agent, "opentofu"u8) || Has(agent, "hashicorp"u8);
    }

    // In letters of any case.
    private static bool Has(ReadOnlySpan<byte> agent, ReadOnlySpan<byte> word)
    {
        var (small, large) = (word[0], (byte)(word[0] - 'a' + 'A'));
        for (var at = agent.IndexOfAny(small, large); at >= 0; at = agent.IndexOfAny(small, large))
        {
            agent = agent[at..];
            if (agent.Length >= word.Length && Ascii.EqualsIgnoreCase(agent[..word.Length], word))
            {
                return true;
            }

            agent = agent[1..];
        }

        return false;
    }
}
