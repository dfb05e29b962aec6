namespace DriftStream.States.Sources;

/// <summary>Which keys of a bucket are the states that an entry asks for.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">A key; everything below it where it ends in a slash, and the whole bucket where it is empty.</param>
internal sealed record BucketLayout(string Bucket, string Key)
{
    /// <summary>The S3 backend's <c>workspace_key_prefix</c>, where the states of all workspaces of the key are asked for; null: the key alone.</summary>
    public string? Workspaces { get; init; }

    /// <summary>It is asked for one state.</summary>
    public bool IsOne => !IsPrefix && Workspaces is null;

    /// <summary>It is asked for everything below a prefix.</summary>
    public bool IsPrefix => Key.Length == 0 || Key.EndsWith('/');

    /// <summary>How the keys begin that have to be listed.</summary>
    public IReadOnlyList<string> Prefixes => IsPrefix || Workspaces is null ? [Key] : [Key, Below];

    // With an empty workspace_key_prefix, workspaces lie at the bucket's root.
    private string Below => Workspaces is { Length: > 0 } prefix ? prefix.TrimEnd('/') + "/" : "";

    /// <summary>The state that lies at a key; null where none does, as far as its name tells.</summary>
    public StateFile? StateAt(string key)
    {
        var address = $"s3://{Bucket}/{key}";
        return IsPrefix ? StateKeys.MayBeState(key) is { } isCertain ? new(address, key[Key.Length..], isCertain) : null
            : NameOf(key) is { } name ? new(address, name, Certain: true)
            : null;
    }

    private string? NameOf(string key) =>
        key == Key ? (Workspaces is null ? key[(key.LastIndexOf('/') + 1)..] : "default")
        : Workspaces is not null && key.StartsWith(Below, StringComparison.Ordinal) && key.EndsWith("/" + Key, StringComparison.Ordinal) && key.Length > Below.Length + Key.Length + 1
            && key[Below.Length..^(Key.Length + 1)] is var workspace && !workspace.Contains('/', StringComparison.Ordinal) ? workspace
        : null;
}
