using DriftStream.Configuration;

namespace DriftStream.States;

/// <summary>Makes a name stand for one state, because findings tell states apart by it.</summary>
internal static class StateNames
{
    /// <summary>The states without repetitions of one file; of those that share a name, the ones the user did not name are called by their paths.</summary>
    /// <exception cref="UsageException">The user gave two states the same name.</exception>
    public static IReadOnlyList<FoundState> MadeUnique(IEnumerable<FoundState> found)
    {
        var states = found.DistinctBy(state => state.File.Path, StringComparer.Ordinal).ToList();
        var shared = states.GroupBy(state => state.Source.Name, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        var unique = states.ConvertAll(state => shared.Contains(state.Source.Name) && !state.IsNamed ? ByPath(state) : state);
        ThrowIfShared(unique);
        return unique;
    }

    private static FoundState ByPath(FoundState state) =>
        state with { Source = state.Source with { Name = PathOf(state.File.Path) } };

    private static string PathOf(string path) => path.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme
        ? path[(scheme + 3)..]
        : StateFolder.RelativeName(Directory.GetCurrentDirectory(), path);

    private static void ThrowIfShared(List<FoundState> states)
    {
        var names = new Dictionary<string, FoundState>(StringComparer.Ordinal);
        foreach (var state in states)
        {
            if (!names.TryAdd(state.Source.Name, state))
            {
                throw new UsageException(
                    $"Two states are named '{state.Source.Name}': {names[state.Source.Name].Source.Location} and {state.Source.Location}. " +
                    "Findings could not be told apart; give one of them another name.");
            }
        }
    }
}
