using DriftStream.Configuration;

namespace DriftStream.Alerts;

/// <summary>Checks a web address that is a secret itself, so that no sentence may show it.</summary>
internal static class SecretAddress
{
    /// <summary>What is wrong with it, to stand behind its key; null for nothing.</summary>
    public static string? Problem(Secret address) => address.Reveal() switch
    {
        "" => "is empty: no alert could be sent. Leave the key out to have none.",
        var text when !Uri.TryCreate(text, UriKind.Absolute, out _) =>
            "is no web address (its value is not shown, as it is a secret): no alert could be sent.",
        var text when new Uri(text) is not { Scheme: "https" } and not { Scheme: "http", IsLoopback: true } =>
            "does not begin with https:// (its value is not shown, as it is a secret): alerts would cross the network readable for others.",
        _ => null,
    };
}
