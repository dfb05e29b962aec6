using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Settings and blocks that AWS answers as switched off where nobody configured them.</summary>
internal static class OffIsNone
{
    public static ValueComparer Comparer { get; } = new("switched off is not there") { IsNothing = IsOff };

    private static bool IsOff(Value value) => value.Kind switch
    {
        ValueKind.Text => value.Text.ToLowerInvariant() is "" or "disabled" or "off" or "none",
        ValueKind.List => value.Items.All(IsOff),
        ValueKind.Map => value.Members.All(m => IsOff(m.Value)),
        _ => Meaning.IsEmpty(value),
    };
}
