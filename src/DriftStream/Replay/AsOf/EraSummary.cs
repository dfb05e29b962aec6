using DriftStream.Core.Judging.Lives;

namespace DriftStream.Replay.AsOf;

/// <summary>Tells in lines how the states changed while events happened, and what that did to drifts.</summary>
internal static class EraSummary
{
    private const int Named = 20;

    /// <summary>The lines.</summary>
    public static IEnumerable<string> Lines(StateEras eras, ReplayReport report)
    {
        var versioned = eras.States.Where(s => s.Versions[0].Id is not null).ToList();
        if (versioned.Count > 0)
        {
            yield return $"Each event is judged with the states of its time: {ReplaySummary.Count(versioned.Sum(s => s.Versions.Count), "version")} of {ReplaySummary.Count(versioned.Count, "state")}.";
        }

        foreach (var state in versioned.Where(s => s.Versions[0] is { Read: not null, Written: { } oldest } && report.First < oldest).Take(Named))
        {
            yield return $"State {state.Source.Name}: the oldest version that is kept is of {Moment(state.Versions[0].Written!.Value)}; events before it are judged with that one.";
        }

        if (report.Fates.Count > 0)
        {
            yield return $"Ended or moved as states changed: {string.Join(", ", report.Fates.GroupBy(f => f.Fate.Kind).OrderBy(g => g.Key).Select(g => $"{Word(g.Key)} {g.Count()}"))}.";
        }

        foreach (var fate in report.Fates.Take(Named))
        {
            yield return $"{Moment(fate.Time)}: {fate.Fate.Drift} at {fate.Fate.Address.Address} {Sentence(fate.Fate)}.";
        }
    }

    private static string Sentence(DriftFate fate) => fate.Kind switch
    {
        DriftFateKind.Adopted => $"was adopted: state {fate.Address.State} says so itself since serial {fate.Serial}",
        DriftFateKind.Replaced => $"is over: the address holds {fate.NewId} since serial {fate.Serial} of state {fate.Address.State}",
        DriftFateKind.Moved => $"of state {fate.Address.State} is where the drift goes on since serial {fate.Serial}",
        _ => "is over: no state holds the resource any more",
    };

    private static string Word(DriftFateKind kind) => kind switch
    {
        DriftFateKind.Adopted => "adopted",
        DriftFateKind.Replaced => "replaced",
        DriftFateKind.Moved => "moved",
        _ => "no longer managed",
    };

    private static string Moment(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
}
