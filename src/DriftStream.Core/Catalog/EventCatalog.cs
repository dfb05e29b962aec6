namespace DriftStream.Core.Catalog;

/// <summary>What each event can change: the embedded facts about the Terraform AWS provider.</summary>
public sealed class EventCatalog
{
    private EventCatalog()
    {
    }

    /// <summary>Loads the embedded catalogue.</summary>
    public static EventCatalog Load() => new();

    /// <summary>The candidates for an event, main one first; null where the catalogue does not know it.</summary>
    /// <param name="source">e.g. <c>s3.amazonaws.com</c>.</param>
    /// <param name="operation">The operation without date or version; case does not count.</param>
    public IReadOnlyList<EventRow>? Find(string source, string operation) => throw new NotImplementedException(source + operation);

    /// <summary>The facts of a resource type; null where the provider has no such type.</summary>
    public ResourceType? Type(string name) => throw new NotImplementedException(name);
}
