using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging.Lives;

/// <summary>Where the states hold a resource now.</summary>
/// <param name="Instance">The instance that holds the physical id; null where none does.</param>
/// <param name="Successor">The instance with another id at the old address; null where there is none.</param>
/// <param name="IsStateLoaded">Whether the old address's state is there at all: what is not read cannot have dropped anything.</param>
internal sealed record Whereabouts(ResourceInstance? Instance, ResourceInstance? Successor, bool IsStateLoaded)
{
    public static Whereabouts Of(DriftAddress address, string type, string? id, StateIndex states)
    {
        var here = states.At(address.State, address.Address).Where(i => i.Type == type).ToList();
        var same = here.Find(i => id is null || Judge.IdOf(i) == id) ?? (id is null ? null : Elsewhere(address, type, id, states));
        return new(same, same is null ? here.FirstOrDefault() : null, states.States.Any(s => s.Name == address.State));
    }

    public static DriftAddress AddressOf(ResourceInstance instance) => new(instance.State, instance.Lineage, instance.Address);

    // Its own state first: a resource may be in several.
    private static ResourceInstance? Elsewhere(DriftAddress address, string type, string id, StateIndex states) => states.Find(id)
        .Where(i => i.Type == type && Judge.IdOf(i) == id)
        .OrderBy(i => i.State == address.State ? 0 : 1).ThenBy(i => i.State, StringComparer.Ordinal).ThenBy(i => i.Address, StringComparer.Ordinal)
        .FirstOrDefault();
}
