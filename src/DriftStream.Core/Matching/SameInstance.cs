using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>Compares what the states said at two moments.</summary>
public static class SameInstance
{
    /// <summary>Whether there is one instance at an address, and it is the very same at both moments: its attributes, its marks and where it lives. No says nothing.</summary>
    public static bool IsAt(string state, string address, StateIndex before, StateIndex after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return before.At(state, address).ToList() is [var then] && after.At(state, address).ToList() is [var now]
            && IsSame(then.Table!, then.Number, now.Table!, now.Number)
            && before.PlacementOf(then) == after.PlacementOf(now);
    }

    private static bool IsSame(InstanceTable then, int numberThen, InstanceTable now, int numberNow) =>
        ReferenceEquals(then, now) ? numberThen == numberNow
        : then is { Whole: { } whole, Picked: { } rows } && ReferenceEquals(whole, now.Whole) && rows[numberThen] == now.Picked![numberNow] && then.Lineage == now.Lineage;
}
