using DriftStream.Core.Judging;

namespace DriftStream.Replay.AsOf;

/// <summary>Tells which versions of the states an event was judged with.</summary>
internal static class StatesStep
{
    private const int Named = 20;

    /// <summary>The judgement with that as its first step.</summary>
    public static Judgement Before(Judgement judgement, StateEras eras, DateTimeOffset time)
    {
        var serials = eras.At(time).States.ToDictionary(s => s.Name, s => s.Serial, StringComparer.Ordinal);
        var concerned = judgement.Findings.Select(f => f.Resource?.State).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var lines = eras.States.OrderBy(s => concerned.Contains(s.Source.Name) ? 0 : 1).Take(Named)
            .Select(s => Line(s, serials.TryGetValue(s.Source.Name, out var serial) ? serial : null, time)).ToList();
        var more = eras.States.Count > Named ? $"\nAnd {ReplaySummary.Count(eras.States.Count - Named, "other state")}." : "";
        return judgement with { Steps = [new("states", string.Join('\n', lines) + more), .. judgement.Steps] };
    }

    private static string Line(PastState state, long? serial, DateTimeOffset time) => (state.At(time.UtcTicks), serial) switch
    {
        ({ Id: { } id, Written: { } written }, null) => $"State {state.Source.Name} was deleted at the time of the event (version {id} of {Moment(written)}).",
        ({ Id: { } id, Written: { } written }, _) => $"State {state.Source.Name} as it was at the time of the event: serial {serial}, version {id} of {Moment(written)}{(written > time ? ", the oldest that is kept" : "")}.",
        _ => $"State {state.Source.Name} as it is now: serial {serial}.",
    };

    private static string Moment(DateTimeOffset time) => $"{time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}";
}
