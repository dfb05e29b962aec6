using System.Security.Cryptography;
using System.Text;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Texts that calls carry in base64 and states in clear, or the other way round.</summary>
internal static class EncodedTexts
{
    public static ValueComparer Comparer { get; } = ValueComparer.ByText("texts in base64", Clear);

    /// <summary>Start scripts: clear, in base64, or, in states before provider 6, only their SHA-1.</summary>
    public static ValueComparer UserData { get; } = ValueComparer.ByText("user data", text => IsSha1(text) ? text : Sha1(Clear(text)));

    private static string Clear(string text)
    {
        var decoded = new byte[(text.Length * 3 / 4) + 3];
        return text.Length >= 4 && Convert.TryFromBase64String(text, decoded, out var length)
            ? Lines(Encoding.UTF8.GetString(decoded, 0, length))
            : Lines(text);
    }

    private static string Lines(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n');

    private static bool IsSha1(string text) => text.Length == 40 && text.All(char.IsAsciiHexDigitLower);

#pragma warning disable CA5350 // Terraform's provider chose this digest; nothing is protected by it.
    private static string Sha1(string text) => Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(text)));
#pragma warning restore CA5350 // The end of the one use.
}
