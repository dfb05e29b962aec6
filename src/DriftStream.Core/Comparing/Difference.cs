using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>One place where the cloud's value is not the state's.</summary>
/// <param name="Path">In Terraform's spelling.</param>
/// <param name="Element">For an element of a set its canonical text, else empty.</param>
/// <param name="InState">The state's value; <see cref="Value.Null"/> for none.</param>
/// <param name="InCloud">The cloud's value; <see cref="Value.Null"/> for none.</param>
/// <param name="Hidden">The value is secret or unknown; both sides are null.</param>
public sealed record Difference(string Path, string Element, Value InState, Value InCloud, bool Hidden)
{
    /// <summary>A difference whose values cannot or must not be known.</summary>
    public static Difference Concealed(string path) => new(path, "", Value.Null, Value.Null, Hidden: true);
}
