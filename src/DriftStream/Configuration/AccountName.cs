using System.Diagnostics.CodeAnalysis;

namespace DriftStream.Configuration;

/// <summary>The accounts whose events are judged, and what people call them.</summary>
internal sealed record AccountName(string Id, string? Name)
{
    /// <summary>What to show: the name with the id, or the id alone.</summary>
    public override string ToString() => Name is null ? Id : $"{Name} ({Id})";

    /// <summary>Reads <c>111122223333</c> or <c>acme-prod=111122223333</c>.</summary>
    public static bool TryParse(string text, [NotNullWhen(true)] out AccountName? account)
    {
        var equals = text.LastIndexOf('=');
        var id = text[(equals + 1)..];
        var name = equals < 0 ? null : text[..equals];
        account = IsId(id) && name is not "" ? new(id, name) : null;
        return account is not null;
    }

    /// <summary>Whether the text is an AWS account id.</summary>
    public static bool IsId(string text) => text.Length == 12 && text.All(char.IsAsciiDigit);
}
