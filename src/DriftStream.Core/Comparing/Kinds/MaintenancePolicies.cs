using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>An Auto Scaling group's maintenance policy: two times -1 takes it away, so that says what no policy says.</summary>
internal static class MaintenancePolicies
{
    public static ValueComparer Comparer { get; } = new("maintenance policies")
    {
        Form = value => value is { Items: [{ Kind: ValueKind.Map } only] } && only.Members.Count > 0 && only.Members.All(m => m.Value.Text == "-1") ? Value.EmptyList : value,
    };
}
