using System.Globalization;
using System.Text;

namespace DriftStream.Ledger.Lives;

/// <summary>Which drifts are asked for; null or empty asks for any.</summary>
internal sealed record DriftFilter
{
    /// <summary><c>open</c>, <c>acknowledged</c>, <c>snoozed</c>, <c>ignored</c> or <c>resolved</c>.</summary>
    public string? Status { get; init; }

    /// <summary>A verdict's word.</summary>
    public string? Verdict { get; init; }

    /// <summary>A severity's word: that one and worse.</summary>
    public string? Severity { get; init; }

    /// <summary>Whoever opened it, exactly.</summary>
    public string? Actor { get; init; }

    /// <summary>Terraform's address, with <c>*</c> for anything.</summary>
    public string? Address { get; init; }

    /// <summary>Terraform's type.</summary>
    public string? Type { get; init; }

    /// <summary>The account's id.</summary>
    public string? Account { get; init; }

    /// <summary>The region.</summary>
    public string? Region { get; init; }

    /// <summary>The state's name.</summary>
    public string? State { get; init; }

    /// <summary>Changed at this time or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Changed before this time.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>A text in id, address, resource id, actor or state, whatever its case.</summary>
    public string? Text { get; init; }

    /// <summary>Where the last page ended.</summary>
    public DriftCursor? After { get; init; }

    /// <summary>How many at most.</summary>
    public int Limit { get; init; } = 50;
}

/// <summary>The last drift of a page: the newest change comes first, and of two at the same time the lesser id.</summary>
/// <param name="At">When it changed last, in milliseconds.</param>
/// <param name="Id">Its id.</param>
internal sealed record DriftCursor(long At, string Id)
{
    /// <summary>As callers see it: they need not know what is in it.</summary>
    public override string ToString() => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{At.ToString(CultureInfo.InvariantCulture)} {Id}")).Replace('+', '-').Replace('/', '_').TrimEnd('=');

    /// <summary>Reads it back; null where it is none.</summary>
    public static DriftCursor? Read(string text)
    {
        Span<byte> bytes = stackalloc byte[64];
        var padded = text.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (text.Length % 4)) % 4);
        return text.Length <= 64 && Convert.TryFromBase64String(padded, bytes, out var length)
            && Encoding.UTF8.GetString(bytes[..length]).Split(' ') is [var at, var id]
            && long.TryParse(at, NumberStyles.None, CultureInfo.InvariantCulture, out var time)
                ? new(time, id)
                : null;
    }
}
