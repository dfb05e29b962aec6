namespace DriftStream.Configuration;

/// <summary>Replaces <c>file:/run/secrets/x</c> by what the file holds, for keys that are secrets.</summary>
internal static class SecretFiles
{
    private const string Prefix = "file:";

    /// <summary>The secrets that were given as files, by key. Files that cannot be read become mistakes.</summary>
    public static Dictionary<string, string?> Read(IConfiguration configured, IReadOnlyList<KnownKey> known, string folder, List<string> mistakes)
    {
        var read = new Dictionary<string, string?>();
        foreach (var section in SecretsIn(configured, known))
        {
            if (section.Value is { } value && value.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            {
                read[section.Path] = ReadFile(section.Path, value[Prefix.Length..], folder, mistakes);
            }
        }

        return read;
    }

    private static IEnumerable<IConfigurationSection> SecretsIn(IConfiguration parent, IReadOnlyList<KnownKey> known)
    {
        foreach (var key in known)
        {
            var section = parent.GetSection(key.Name);
            var below = key.Shape switch
            {
                KeyShape.Section => SecretsIn(section, key.Members),
                KeyShape.List => section.GetChildren().SelectMany(entry => SecretsIn(entry, key.Members)),
                _ => key.IsSecret ? [section] : [],
            };

            foreach (var secret in below)
            {
                yield return secret;
            }
        }
    }

    private static string ReadFile(string key, string path, string folder, List<string> mistakes)
    {
        try
        {
            var content = File.ReadAllText(Path.Combine(folder, path)).Trim();
            if (content.Length == 0)
            {
                mistakes.Add($"{key} is file:{path}, which is empty: there would be no secret to use.");
            }

            return content;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            mistakes.Add($"{key} is file:{path}, which cannot be read, so there would be no secret to use: {unreadable.Message}");
            return "";
        }
    }
}
