namespace DriftStream.Core.Catalog;

/// <summary>Events that the derived facts do not have at all: the provider never makes these calls, and their effect is plain all the same.</summary>
internal static class CatalogAdditions
{
    public static readonly Addition[] All =
    [
        .. NetworkCorrections.Underived,
    ];

    /// <summary>The rows by event.</summary>
    /// <param name="catalog">Where they find their types.</param>
    public static Dictionary<EventKey, IReadOnlyList<EventRow>> Rows(EventCatalog catalog) =>
        All.GroupBy(a => new EventKey(a.Service + ".amazonaws.com", a.Operation)).ToDictionary(g => g.Key, g => (IReadOnlyList<EventRow>)[.. g.Select(a => a.Row(catalog))]);
}
