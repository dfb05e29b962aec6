using DriftStream.Core.Values;

namespace DriftStream.Core.Matching;

/// <summary>A value found under a member path, and which list elements led to it.</summary>
/// <param name="Value">The value, wrappers removed.</param>
/// <param name="Steps">The list elements passed on the way, outermost first.</param>
public sealed record Member(Value Value, IReadOnlyList<ListStep> Steps);

/// <summary>One list element on the way to a member.</summary>
/// <param name="Segment">The index of the path segment whose value was a list.</param>
/// <param name="Index">The element's index.</param>
public readonly record struct ListStep(int Segment, int Index);
