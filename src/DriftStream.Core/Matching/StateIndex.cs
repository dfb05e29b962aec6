using DriftStream.Core.Catalog;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>All instances of all states, findable by what identifies them. Immutable: a reload builds a new one and swaps it whole.</summary>
public sealed class StateIndex
{
    private StateIndex(IReadOnlyList<TerraformState> states) => States = states;

    /// <summary>The states in the index.</summary>
    public IReadOnlyList<TerraformState> States { get; }

    /// <summary>Builds the index.</summary>
    public static StateIndex Build(EventCatalog catalog, IReadOnlyList<TerraformState> states)
    {
        _ = catalog;
        return new(states);
    }
}
