using DriftStream.Core.Catalog;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging;

/// <summary>Which attributes of an instance must never be shown: what the state marks, what the provider calls sensitive, and what its name says.</summary>
internal static class Secrets
{
    // Tags are always shown as tags, whichever of the two attributes the state marks.
    private const string AllTags = "tags_all";

    private static readonly string[] TellingNames = ["password", "secret_string", "secret_binary", "private_key", "access_key", "auth_token", "secret_key", "client_secret", "master_user_secret"];

    /// <summary>The question for one instance; paths are without indexes.</summary>
    public static Func<string, bool> Of(ResourceInstance instance, ResourceType? type) => path =>
        instance.SensitivePaths.Any(s => s.Length == 0 || IsWithin(path, s) || (s.StartsWith(AllTags, StringComparison.Ordinal) && IsWithin(path, "tags" + s[AllTags.Length..])))
        || type?.Attribute(path) is { IsSensitive: true } or { IsWriteOnly: true }
        || IsTelling(path)
        // A function's environment is where people keep tokens.
        || path.StartsWith("environment.variables.", StringComparison.Ordinal);

    /// <summary>Whether the name alone says that it is a secret.</summary>
    public static bool IsTelling(string path) => TellingNames.Any(n => LastOf(path).Equals(n, StringComparison.OrdinalIgnoreCase));

    private static bool IsWithin(string path, string marked) => path == marked || path.StartsWith(marked + ".", StringComparison.Ordinal);

    private static string LastOf(string path) => path[(path.LastIndexOf('.') + 1)..];
}
