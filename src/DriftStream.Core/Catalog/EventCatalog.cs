using System.Collections.Concurrent;

namespace DriftStream.Core.Catalog;

/// <summary>What each event can change: the embedded facts about the Terraform AWS provider.</summary>
public sealed class EventCatalog
{
    internal const string Resource = "catalog.bin";

    private const string SourceSuffix = ".amazonaws.com";

    private static readonly Lazy<EventCatalog> Shared = new(() => new(CatalogFile.Embedded(Resource)));

    private readonly StringTable _strings;
    private readonly TypeTable _types;
    private readonly RecordTable _events;
    private readonly HashIndex _eventIndex;
    private readonly IReadOnlyList<EventRow>?[] _rows;
    private readonly Lazy<OwnerTable> _owners;
    private readonly Lazy<Dictionary<EventKey, IReadOnlyList<EventRow>>> _added;
    private readonly ConcurrentDictionary<string, IReadOnlyList<ResourceType>> _tagged = new(StringComparer.Ordinal);

    internal EventCatalog(byte[] file)
    {
        var cursor = new CatalogCursor(file, CatalogFile.HeaderLength);
        _strings = StringTable.Read(file, ref cursor);
        var blocks = new AttributeBlocks(RecordTable.Read(file, ref cursor), _strings);
        var types = RecordTable.Read(file, ref cursor);
        _types = new(types, HashIndex.Read(file, ref cursor), _strings, blocks);
        _events = RecordTable.Read(file, ref cursor);
        _eventIndex = HashIndex.Read(file, ref cursor);
        _rows = new IReadOnlyList<EventRow>?[_events.Count];
        var owners = RecordTable.Read(file, ref cursor);
        _owners = new(() => new(owners, _strings, _types));
        _added = new(() => CatalogAdditions.Rows(this));
    }

    /// <summary>How many kinds of events the derived facts tell of.</summary>
    public int EventCount => _events.Count;

    /// <summary>How many resource types it knows.</summary>
    public int TypeCount => _types.Count;

    /// <summary>All kinds of events in the derived facts.</summary>
    public IEnumerable<EventKey> Events => Enumerable.Range(0, _events.Count).Select(Key);

    /// <summary>Kinds of events beside those.</summary>
    internal IEnumerable<EventKey> AddedEvents => _added.Value.Keys;

    /// <summary>The names of all resource types.</summary>
    public IEnumerable<string> Types => Enumerable.Range(0, _types.Count).Select(_types.Name);

    /// <summary>The embedded catalogue; read once for the whole process.</summary>
    public static EventCatalog Load() => Shared.Value;

    /// <summary>The candidates for an event, main one first; null where the catalogue does not know it.</summary>
    /// <param name="source">e.g. <c>s3.amazonaws.com</c>.</param>
    /// <param name="operation">The operation without date or version; case does not count.</param>
    public IReadOnlyList<EventRow>? Find(string source, string operation)
    {
        if (!source.EndsWith(SourceSuffix, StringComparison.Ordinal))
        {
            return null;
        }

        var service = Service(source);
        foreach (var candidate in _eventIndex.Of(HashIndex.Hash(service, operation)))
        {
            var cursor = new CatalogCursor(_events[candidate]);
            if (service.SequenceEqual(_strings[cursor.Number()])
                && operation.Equals(_strings[cursor.Number()], StringComparison.OrdinalIgnoreCase))
            {
                return _rows[candidate] ?? Decode(candidate);
            }
        }

        return _added.Value.GetValueOrDefault(new(source, operation));
    }

    /// <summary>The facts of a resource type; null where the provider has no such type.</summary>
    public ResourceType? Type(string name) => _types.Find(name);

    /// <summary>The types of a provider package that can be tagged: what a tagging row may mean.</summary>
    public IReadOnlyList<ResourceType> TypesOf(string package) => _tagged.GetOrAdd(package, _types.Tagged);

    /// <summary>The types whose own id a request member holds, the likeliest first; empty where it names no resource. It finds a created child's parent.</summary>
    /// <param name="source">e.g. <c>iam.amazonaws.com</c>.</param>
    /// <param name="member">e.g. <c>UserName</c>; case does not count.</param>
    public IReadOnlyList<ResourceType> Owners(string source, string member) =>
        source.EndsWith(SourceSuffix, StringComparison.Ordinal) ? _owners.Value.Find(new(Service(source)), member) : [];

    /// <summary>Which member of which Describe or Get response shows which attribute of a type; empty where that is not known. Only looked over, not verified.</summary>
    public static IReadOnlyList<ReadMember> Reads(string type) => CatalogReads.Load().Of(type);

    private static ReadOnlySpan<char> Service(string source)
    {
        var service = source.AsSpan(0, source.Length - SourceSuffix.Length);
        return service is "s3express" ? "s3" : service;
    }

    /// <summary>The rows as they are in the file, without corrections.</summary>
    internal EventRow[] Derived(int number)
    {
        var cursor = new CatalogCursor(_events[number]);
        cursor.Number();
        cursor.Number();
        return new RowReader(_strings, _types).Rows(ref cursor);
    }

    private EventKey Key(int number)
    {
        var cursor = new CatalogCursor(_events[number]);
        return new(_strings[cursor.Number()] + SourceSuffix, _strings[cursor.Number()]);
    }

    private IReadOnlyList<EventRow> Decode(int number)
    {
        var cursor = new CatalogCursor(_events[number]);
        var rows = Array.ConvertAll(CatalogCorrections.Apply(_strings[cursor.Number()], _strings[cursor.Number()], Derived(number), this), MemberTwins.Mark);
        return Interlocked.CompareExchange(ref _rows[number], rows, null) ?? rows;
    }
}
