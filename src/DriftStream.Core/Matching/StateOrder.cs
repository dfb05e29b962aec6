namespace DriftStream.Core.Matching;

/// <summary>Numbers for the order of states, with room between them for states that come later.</summary>
internal static class StateOrder
{
    /// <summary>The usual distance between two states.</summary>
    public const long Gap = 1 << 20;

    /// <summary>The numbers of segments in their new order, in which those that are placed keep theirs; null where that cannot be.</summary>
    public static long[]? Of(IReadOnlyList<StateSegment> segments, IReadOnlyList<Placed> placed)
    {
        var known = placed.ToDictionary(p => p.Segment, p => p.Order);
        var orders = new long[segments.Count];
        long last = -Gap;
        for (var at = 0; at < segments.Count;)
        {
            var next = at;
            while (next < segments.Count && !known.ContainsKey(segments[next]))
            {
                next++;
            }

            var limit = next < segments.Count ? known[segments[next]] : last + ((next - at + 1) * Gap);
            var step = (limit - last) / (next - at + 1);
            if (step < 1)
            {
                return null;
            }

            for (; at < next; at++)
            {
                orders[at] = last += step;
            }

            if (at < segments.Count)
            {
                orders[at++] = last = limit;
            }
        }

        return orders;
    }
}
