using DriftStream.Core.Terraform;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary>Says in a line each which states were used.</summary>
internal static class StateLines
{
    private const int Named = 20;

    public static IEnumerable<string> About(IReadOnlyList<StateInUse> states)
    {
        var used = states.Where(s => s.State is not null).ToList();
        foreach (var state in used.Take(Named))
        {
            yield return $"State {state.Source.Name} ({Facts(state.State!)}) from {state.Source.Location}.";
        }

        if (used.Count > Named)
        {
            yield return $"And {used.Count - Named} other states.";
        }

        foreach (var state in used)
        {
            foreach (var problem in state.Problems)
            {
                yield return $"State {state.Source.Name}: {problem}";
            }
        }
    }

    private static string Facts(TerraformState state) => $"serial {state.Serial}, {ReplaySummary.Count(state.Instances.Count, "resource")}";
}
