namespace DriftStream.Core.Matching;

/// <summary>A segment's place in an index.</summary>
/// <param name="Segment">The segment.</param>
/// <param name="Order">Grows from one state to the next, in the order of the states.</param>
/// <param name="Base">The number that its first instance has in the index.</param>
internal sealed record Placed(StateSegment Segment, long Order, int Base);
