using System.Text.RegularExpressions;
using DriftStream.Configuration;

namespace DriftStream.States;

/// <summary>A STATE as the user wrote it: <c>prod=envs/prod</c>, <c>envs/*/terraform.tfstate</c>, <c>s3://bucket/key</c>.</summary>
/// <param name="Name">The name before the <c>=</c>; null where there is none.</param>
/// <param name="Target">The path, glob or address.</param>
internal sealed partial record StateArgument(string? Name, string Target)
{
    /// <summary>The address's scheme, <c>s3</c>; null for a path. One letter is a drive.</summary>
    public string? Scheme => SchemeShape().Match(Target) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>Splits name and target. A path that contains <c>=</c> is a path where <paramref name="isPath"/> knows it.</summary>
    /// <exception cref="UsageException">The name or the target is missing.</exception>
    public static StateArgument Parse(string text, Predicate<string> isPath)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            throw new UsageException("A state is empty: give a file, a folder, a glob or an address.");
        }

        var equals = text.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0 || !CanBeName(text[..equals]) || isPath(text))
        {
            return new StateArgument(null, text);
        }

        if (equals == 0 || equals == text.Length - 1)
        {
            throw new UsageException($"The state '{text}' lacks its {(equals == 0 ? "name" : "place")}: write name=path, or the path alone.");
        }

        return new StateArgument(text[..equals], text[(equals + 1)..]);
    }

    private static bool CanBeName(string text) =>
        text.AsSpan().IndexOfAny("*?\\:") < 0 && text is not (['.' or '/' or '~', ..]);

    [GeneratedRegex(@"\A([A-Za-z][A-Za-z0-9+.-]+)://", RegexOptions.CultureInvariant)]
    private static partial Regex SchemeShape();
}
