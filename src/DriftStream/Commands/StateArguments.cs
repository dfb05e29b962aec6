using DriftStream.Configuration;

namespace DriftStream.Commands;

/// <summary>Turns what the user calls a state into states.</summary>
internal static class StateArguments
{
    /// <summary>Reads the values of <c>--state</c>.</summary>
    public static IReadOnlyList<StateEntry> Parse(IEnumerable<string> values)
    {
        var entries = values.Select(StateEntry.Parse).ToList();
        return entries.All(e => e.Url.Length > 0)
            ? entries
            : throw new UsageException("--state needs a file, a folder or an address; one of them is empty.");
    }

    /// <summary>Finds the states and names those that are of no use on standard error.</summary>
    public static async Task<IReadOnlyList<StateInUse>> FindAsync(IReadOnlyList<StateEntry> entries, LoadedConfiguration configuration, Surroundings around, ProgramParts parts, CancellationToken cancellation)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        using var places = StateFinder.Places(configuration, around, parts);
        var states = await parts.FindStates(entries, places, cancellation);
        await TellAsync(states, around);
        return states;
    }

    /// <summary>Names the states that are of no use on standard error.</summary>
    public static async Task TellAsync(IReadOnlyList<StateInUse> states, Surroundings around)
    {
        foreach (var state in states.Where(s => s.State is null))
        {
            await around.Error.WriteLineAsync(TerminalText.Clean(state.Problem ?? $"State {state.Source.Name} cannot be read."));
        }
    }
}
