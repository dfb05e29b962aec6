using DriftStream.Core.Catalog;

namespace DriftStream.Core.Coverage;

/// <summary>Everything that events tell of one type, as it is collected.</summary>
internal sealed class TypeEvents(ResourceType type)
{
    public ResourceType Type { get; } = type;

    public List<Reveal> Reveals { get; } = [];

    public Dictionary<EventKey, int> Created { get; } = [];

    /// <summary>Calls that make what is not there yet, and change what is.</summary>
    public Dictionary<EventKey, int> Put { get; } = [];

    public Dictionary<EventKey, int> Deleted { get; } = [];

    /// <summary>The attributes by which events name an instance.</summary>
    public HashSet<string> Identifying { get; } = [];

    /// <summary>There is one for each account or region, and events name none.</summary>
    public bool IsSingleton { get; set; }

    /// <summary>Where its events come from, e.g. <c>iam.amazonaws.com</c>.</summary>
    public HashSet<string> Sources { get; } = [];
}
