namespace DriftStream.Configuration;

/// <summary>Takes user and password out of an address, because addresses are shown in many places.</summary>
internal static class AddressSecrets
{
    private static readonly string[] SecretNames = ["token", "secret", "password", "passwd", "key", "sig", "signature", "credential"];

    /// <summary>The address without the password, and user and password where it had them. The user stays in it where <paramref name="keepsUser"/> says so.</summary>
    public static (string Address, string? User, string? Password) Split(string address, bool keepsUser)
    {
        var begin = address.IndexOf("://", StringComparison.Ordinal) + "://".Length;
        if (begin < "://".Length || AtOf(address, begin) is not { } at)
        {
            return (address, null, null);
        }

        var (user, password) = address[begin..at].Split(':', 2) is [var name, var secret] ? (name, Uri.UnescapeDataString(secret)) : (address[begin..at], null);
        var kept = keepsUser && user.Length > 0 ? user + "@" : "";
        return (address[..begin] + kept + address[(at + 1)..], Uri.UnescapeDataString(user), password);
    }

    /// <summary>The name of a query setting that must be a secret; null where there is none.</summary>
    public static string? SecretSetting(string address)
    {
        var question = address.IndexOf('?', StringComparison.Ordinal);
        var names = question < 0 ? [] : address[(question + 1)..].Split('&').Select(s => s.Split('=')[0]);
        return names.FirstOrDefault(name => SecretNames.Any(secret => name.EndsWith(secret, StringComparison.OrdinalIgnoreCase)));
    }

    // A password with an unescaped slash hides its @ from whoever looks only before the first slash.
    private static int? AtOf(string address, int begin)
    {
        var end = address.AsSpan(begin).IndexOfAny("/?#") is >= 0 and var length ? begin + length : address.Length;
        var at = address.LastIndexOf('@', end - 1, end - begin);
        if (at < 0 && address[begin..end].Split(':') is [_, var port] && port.Any(c => !char.IsAsciiDigit(c)))
        {
            at = address.LastIndexOf('@');
        }

        return at > begin ? at : null;
    }
}
