using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace DriftStream.Ledger;

/// <summary>Ids made from what they name, so that a redelivery gives the same id.</summary>
internal static class StableId
{
    // Crockford's base 32: no I, L, O and U, so that ids can be read out on the telephone.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 10;

    /// <summary>The prefix and the first ten characters of the SHA-256 over the parts.</summary>
    public static string From(string prefix, params ReadOnlySpan<string> parts)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', parts)));
        var bits = BinaryPrimitives.ReadUInt64BigEndian(hash);
        Span<char> text = stackalloc char[Length];
        for (var i = 0; i < Length; i++)
        {
            text[i] = Alphabet[(int)(bits >> (59 - (5 * i))) & 31];
        }

        return string.Concat(prefix, text);
    }
}
