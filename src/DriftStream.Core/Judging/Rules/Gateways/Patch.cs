using System.Text.RegularExpressions;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules.Gateways;

/// <summary>One operation of a patch: what it does at which path.</summary>
/// <param name="Path">The path without its first slash, e.g. <c>variables/stage</c>.</param>
/// <param name="Operation">add, replace or remove.</param>
/// <param name="Value">The value; null for a removal without one.</param>
internal sealed partial record Patch(string Path, string Operation, Value Value)
{
    /// <summary>The settings of methods that the path is about: <c>*/*</c>, or <c>pets/GET</c>; null for other paths.</summary>
    public string? MethodPath => MethodSetting().Match(Path) is { Success: true } match ? Decoded(match.Groups["path"].Value).TrimStart('/') : null;

    /// <summary>Whether it takes something away.</summary>
    public bool Removes => Operation == "remove";

    /// <summary>The path's names in Terraform's spelling.</summary>
    public string[] Names => [.. Path.Split('/').Select(Snake)];

    /// <summary>The last name as it was sent: a key, or an element of a list.</summary>
    public string LastSegment => Decoded(Path[(Path.LastIndexOf('/') + 1)..]);

    /// <summary>Reads an element of <c>patchOperations</c>.</summary>
    public static Patch Read(Value operation) => new(operation["path"].Text.TrimStart('/'), operation["op"].Text, operation["value"]);

    private static string Decoded(string segment) => segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);

    private static string Snake(string camel) => Capital().Replace(camel, "_$0").ToLowerInvariant().TrimStart('_');

    // ~1pets/GET/logging/loglevel, */*/metrics/enabled; ~1pets/GET alone is all of its settings.
    [GeneratedRegex(@"^(?<path>(\*|~1[^/]*)/[^/]+)(/(metrics|logging|throttling|caching)/.*)?$", RegexOptions.ExplicitCapture)]
    private static partial Regex MethodSetting();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex Capital();
}
