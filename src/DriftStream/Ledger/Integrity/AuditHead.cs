using System.Globalization;

namespace DriftStream.Ledger.Integrity;

/// <summary>The last row of the chain: whoever noted it elsewhere can tell later whether rows up to it were altered or cut off.</summary>
/// <param name="Number">The row's number; 0 before the first.</param>
/// <param name="Link">Its keyed hash.</param>
internal readonly record struct AuditHead(long Number, string Link)
{
    private const int ShownCharacters = 32;

    /// <summary>Before the first row.</summary>
    public static AuditHead None { get; } = new(0, "");

    /// <summary>As people note it: the number and the first half of the hash.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Number}:{Link[..Math.Min(ShownCharacters, Link.Length)]}");

    /// <summary>Reads what <see cref="ToString"/> wrote; null where it is something else.</summary>
    public static AuditHead? Read(string text) =>
        text.Split(':') is [var number, { Length: >= ShownCharacters and <= 64 } link]
        && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read > 0
        && link.All(char.IsAsciiHexDigit)
            ? new(read, link.ToLowerInvariant())
            : null;

    /// <summary>Whether a row's hash is the noted one.</summary>
    public bool Fits(string link) => link.StartsWith(Link, StringComparison.Ordinal);
}
