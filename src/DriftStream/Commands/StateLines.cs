using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary>Says in a line each which states were used.</summary>
internal static class StateLines
{
    private const int Named = 20;

    public static IEnumerable<string> About(FoundStates states)
    {
        foreach (var (state, source, _) in states.States.Take(Named))
        {
            yield return $"State {state.Name} (serial {state.Serial}, {ReplaySummary.Count(state.Instances.Count, "resource")}) from {source}.";
        }

        if (states.States.Count > Named)
        {
            yield return $"And {states.States.Count - Named} other states.";
        }

        foreach (var (state, _, _) in states.States)
        {
            foreach (var problem in state.Problems)
            {
                yield return $"State {state.Name}: {problem}";
            }
        }
    }
}
