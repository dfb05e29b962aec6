using System.Collections.Concurrent;
using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Judging.Rules;

namespace DriftStream.Core.Judging;

/// <summary>What all events of one name have in common, worked out once.</summary>
internal sealed class CallFacts
{
    // Names that differ in case only are a stranger's doing, and must not fill the memory.
    private const int MostKept = 1 << 13;
    private static readonly ConcurrentDictionary<(string Source, string Operation), CallFacts> Known = new();

    private readonly string _source;
    private readonly string _operation;
    private readonly IReadOnlyList<EventRow> _rows;
    private readonly NamingMembers?[] _naming;
    private readonly (string Attribute, string List)[]?[] _blockLists;

    private CallFacts(string source, string operation, IReadOnlyList<EventRow> rows)
    {
        (_source, _operation, _rows) = (source, operation, rows);
        _naming = new NamingMembers?[rows.Count];
        _blockLists = new (string, string)[]?[rows.Count];
        Rules = RuleBook.Of(source, operation, rows);
        Creates = Verbs.Creates(operation);
        Creating = [.. rows.Where(r => r is { Type: not null, Effect: RowEffect.Create, Weight: >= 2, IsInferred: false })];
        Plain = new(source == "iam.amazonaws.com" ? [] : Creating.Where(PlainCreations.MayCover), ReferenceEqualityComparer.Instance);
    }

    /// <summary>The rules that may know the call.</summary>
    public SpecialRule[] Rules { get; }

    /// <summary>Whether its verb says that it brings something new into being.</summary>
    public bool Creates { get; }

    /// <summary>The rows of what it may bring into being.</summary>
    public List<EventRow> Creating { get; }

    /// <summary>Those of them whose severity may be that of their type, whatever the event says.</summary>
    public HashSet<EventRow> Plain { get; }

    /// <summary>The members that tell what a new object of a row is called.</summary>
    public NamingMembers NamingOf(EventRow row, EventCatalog catalog) =>
        NumberOf(row) is >= 0 and var number ? _naming[number] ??= new(row, _source, catalog) : new(row, _source, catalog);

    /// <summary>The attributes of a row that are blocks, and the list of the request that each comes in.</summary>
    public (string Attribute, string List)[] BlockListsOf(EventRow row, ResourceType type) =>
        NumberOf(row) is >= 0 and var number && ReferenceEquals(row.Type, type)
            ? _blockLists[number] ??= [.. EmptiedLists.Of(row, type, _operation)]
            : [.. EmptiedLists.Of(row, type, _operation)];

    /// <summary>The facts of the call that an event tells of.</summary>
    public static CallFacts Of(string source, string operation, IReadOnlyList<EventRow> rows)
    {
        if (Known.TryGetValue((source, operation), out var known) && ReferenceEquals(known._rows, rows))
        {
            return known;
        }

        var facts = new CallFacts(source, operation, rows);
        if (known is null && Known.Count < MostKept)
        {
            Known.TryAdd((source, operation), facts);
        }

        return facts;
    }

    private int NumberOf(EventRow row)
    {
        for (var number = 0; number < _rows.Count; number++)
        {
            if (ReferenceEquals(_rows[number], row))
            {
                return number;
            }
        }

        return -1;
    }
}
