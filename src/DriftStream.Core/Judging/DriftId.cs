using System.Security.Cryptography;
using System.Text;

namespace DriftStream.Core.Judging;

/// <summary>Drift ids: the same input gives the same id on every machine.</summary>
public static class DriftId
{
    private const string Crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary><c>D-</c> and ten Crockford base32 characters of SHA-256 over lineage, address and opening event.</summary>
    /// <param name="address">The address; where the state has no lineage, its name stands for it.</param>
    /// <param name="openingEvent">The id of the event that opened the drift.</param>
    public static string Of(DriftAddress address, string openingEvent)
    {
        var lineage = address.Lineage.Length > 0 ? address.Lineage : address.State;
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{lineage}\n{address.Address}\n{openingEvent}"));
        return string.Create(12, hash, static (text, bytes) =>
        {
            "D-".CopyTo(text);
            for (var i = 0; i < 10; i++)
            {
                var bit = i * 5;
                var window = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                text[i + 2] = Crockford[(window >> (11 - (bit % 8))) & 31];
            }
        });
    }
}
