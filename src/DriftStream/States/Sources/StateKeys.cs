namespace DriftStream.States.Sources;

/// <summary>Which keys of a bucket may be states: workspaces of the S3 backend lie at <c>env:/NAME/key</c>, and a key may have any name.</summary>
internal static class StateKeys
{
    /// <summary>True: it is one. False: if it looks like one. Null: its name says that it is none, and it is not fetched.</summary>
    public static bool? MayBeState(string key)
    {
        var name = key[(key.LastIndexOf('/') + 1)..];
        return Ends(key, ".tfstate") || Ends(key, ".tfstate.json") ? true
            : name.Length > 0 && (!name.Contains('.', StringComparison.Ordinal) || Ends(name, ".json") || Ends(name, ".state")) ? false
            : null;
    }

    private static bool Ends(string text, string ending) => text.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
}
