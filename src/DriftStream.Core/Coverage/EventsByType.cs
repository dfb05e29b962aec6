using DriftStream.Core.Catalog;
using DriftStream.Core.Judging.Effects;

namespace DriftStream.Core.Coverage;

/// <summary>Goes through the catalogue once and collects what events tell of some types.</summary>
internal sealed class EventsByType
{
    private readonly Dictionary<string, TypeEvents> _types = new(StringComparer.Ordinal);

    private EventsByType(EventCatalog catalog, IEnumerable<string> types)
    {
        foreach (var type in types.Select(catalog.Type).OfType<ResourceType>())
        {
            _types.TryAdd(type.Name, new(type));
        }
    }

    public static IReadOnlyDictionary<string, TypeEvents> Of(EventCatalog catalog, IEnumerable<string> types)
    {
        var events = new EventsByType(catalog, types);
        foreach (var key in catalog.Events.Concat(catalog.AddedEvents))
        {
            events.Add(key, catalog.Find(key.Source, key.Operation)!);
        }

        foreach (var call in SpecialCalls.All)
        {
            events.Add(call);
        }

        return events._types;
    }

    private void Add(EventKey key, IReadOnlyList<EventRow> rows)
    {
        var tagging = rows.Where(r => r.Effect == RowEffect.Tag).ToList();
        foreach (var row in tagging)
        {
            foreach (var events in _types.Values.Where(t => t.Type.TagAttribute is not null && row.TagPackages.Contains(t.Type.Package)))
            {
                AddTagging(key, events);
            }
        }

        foreach (var row in rows.Where(RowReveals.IsBelieved))
        {
            if (_types.TryGetValue(row.Type!.Name, out var events))
            {
                AddIdentity(key, row, events);
                if (tagging.Count > 0)
                {
                    AddTagging(key, events);
                }
                else
                {
                    AddEffect(key, row, events);
                }
            }
        }
    }

    private static void AddTagging(EventKey key, TypeEvents events)
    {
        var isSingle = events.Type.Name.EndsWith("_tag", StringComparison.Ordinal) && events.Type.Attributes.ContainsKey("key");
        var place = isSingle ? "value" : events.Type.Attributes.ContainsKey("tags") ? "tags" : null;
        if (place is null || !TaggedKind.Fits(key.Operation, events.Type.Name))
        {
            return;
        }

        events.Sources.Add(key.Source);
        events.Identifying.UnionWith([events.Type.TagAttribute ?? "arn", "arn", "id"]);
        if (!(isSingle && Verbs.Removes(key.Operation)) && !events.Reveals.Exists(r => r.Event == key))
        {
            events.Reveals.Add(new(key, place, IsHidden: false, Strength: 8));
        }

        if (isSingle && Verbs.Removes(key.Operation))
        {
            events.Deleted.TryAdd(key, 3);
        }
    }

    private static void AddIdentity(EventKey key, EventRow row, TypeEvents events)
    {
        events.Sources.Add(key.Source);
        events.IsSingleton |= row.IsSingleton;
        events.Identifying.UnionWith(row.Ids.SelectMany(i => i.Attributes).Concat(row.Outs.SelectMany(o => o.Attributes)));
    }

    private static void AddEffect(EventKey key, EventRow row, TypeEvents events)
    {
        var creates = Verbs.Creates(key.Operation);
        if (row.Effect == RowEffect.Delete)
        {
            events.Deleted.TryAdd(key, row.Weight);
            return;
        }

        if (row.Effect == RowEffect.Create && (creates || row.Outs.Count > 0))
        {
            events.Created.TryAdd(key, row.Weight);
        }

        if (Hangs(key, row))
        {
            events.Put.TryAdd(key, row.Weight);
        }

        if (!(row.Effect == RowEffect.Create && creates) && SpecialCalls.LeaveToRows(key, events.Type.Name))
        {
            events.Reveals.AddRange(RowReveals.Of(key, row));
        }
    }

    // Put without an id of its own: a child of a managed resource, or a setting of a bucket.
    private static bool Hangs(EventKey key, EventRow row) =>
        (row is { Effect: RowEffect.Put, Weight: 3 } && !row.Type!.Attributes.ContainsKey("arn"))
        || (key.Operation.StartsWith("PutBucket", StringComparison.Ordinal) && row.Type!.Name.StartsWith("aws_s3_bucket_", StringComparison.Ordinal));

    private void Add(SpecialCall call)
    {
        const int Sure = 14;
        foreach (var events in SpecialCall.Names(call.Types).Where(_types.ContainsKey).Select(t => _types[t]))
        {
            foreach (var key in call.Keys)
            {
                events.Sources.Add(key.Source);
                events.Reveals.AddRange(SpecialCall.Names(call.Shown).Select(p => new Reveal(key, p, IsHidden: false, Sure)));
                events.Reveals.AddRange(SpecialCall.Names(call.Hidden).Select(p => new Reveal(key, p, IsHidden: true, Sure)));
                if (call.Deletes)
                {
                    events.Deleted[key] = Sure;
                }

                if (call.Creates)
                {
                    events.Created[key] = Sure;
                }
            }
        }
    }
}
