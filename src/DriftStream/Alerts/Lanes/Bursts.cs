namespace DriftStream.Alerts.Lanes;

/// <summary>Finds the actors who change so much that the rest is told together.</summary>
internal static class Bursts
{
    /// <summary>How long the changes of an actor count together.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    /// <summary>For each actor with a burst, the position of the first change that is told with others.</summary>
    /// <param name="singles">When each actor's single changes were recorded, in order.</param>
    /// <param name="from">How many changes within the window are a burst.</param>
    public static Dictionary<string, long> Of(IEnumerable<(string Actor, long CreatedAt, long Position)> singles, int from)
    {
        var bursts = new Dictionary<string, long>();
        var recent = new Dictionary<string, Queue<long>>();
        foreach (var (actor, at, position) in singles.Where(s => !bursts.ContainsKey(s.Actor)))
        {
            if (!recent.TryGetValue(actor, out var times))
            {
                recent[actor] = times = new();
            }

            while (times.TryPeek(out var oldest) && oldest <= at - (long)Window.TotalMilliseconds)
            {
                times.Dequeue();
            }

            times.Enqueue(at);
            if (times.Count >= from)
            {
                bursts[actor] = position;
            }
        }

        return bursts;
    }
}
