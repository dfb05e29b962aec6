using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Settings and blocks that AWS answers as switched off where nobody configured them.</summary>
internal static class OffIsNone
{
    public static ValueComparer Comparer { get; } = new("switched off is not there") { IsNothing = IsOff };

    /// <summary>Whether a text is a word for off.</summary>
    public static bool Says(Value value) => value.Kind == ValueKind.Text && value.Text.ToLowerInvariant() is "disabled" or "off" or "none" or "passthrough";

    /// <summary>Where AWS encrypts with a key of its own unless another is named, that key is none.</summary>
    public static ValueComparer OwnKeys { get; } = new("AWS's own key is no key of yours")
    {
        IsNothing = value => Meaning.IsEmpty(value) || value.Text.StartsWith("alias/aws/", StringComparison.Ordinal) || value.Text.Contains(":alias/aws/", StringComparison.Ordinal),
    };

    private static bool IsOff(Value value) => value.Kind switch
    {
        ValueKind.Text => value.Text.Length == 0 || Says(value),
        ValueKind.List => value.Items.All(IsOff),
        ValueKind.Map => value.Members.All(m => IsOff(m.Value)),
        _ => Meaning.IsEmpty(value),
    };
}
