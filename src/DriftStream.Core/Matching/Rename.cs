namespace DriftStream.Core.Matching;

/// <summary>A resource that goes by another name than the state says.</summary>
/// <param name="Type">Its type.</param>
/// <param name="Now">Its name since then.</param>
/// <param name="InState">Its name in the state.</param>
internal sealed record Rename(string Type, string Now, string InState)
{
    /// <summary>Whether instances of a type are called by this name: the resource, or its children.</summary>
    public bool Concerns(string type) => type == Type || type.StartsWith(Type + "_", StringComparison.Ordinal);

    /// <summary>What the state calls that which an event calls by this text, a name or an ARN; null where it is something else.</summary>
    public string? Before(string text, bool ignoresCase)
    {
        var isNamed = text.EndsWith(Now, ignoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
        return isNamed && (text.Length == Now.Length || (text[^(Now.Length + 1)] is ':' or '/' && Arn.TryParse(text, out _))) ? text[..^Now.Length] + InState : null;
    }
}
