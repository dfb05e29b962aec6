using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Judging.Effects;

namespace DriftStream.Core.Coverage;

/// <summary>What the general rule tells by a row of the catalogue.</summary>
internal static class RowReveals
{
    // Silent calls tell of no more than this many attributes that they may have touched.
    private const int MostTouched = 3;

    // A call carries the file's content at best, never where it lies on somebody's disk.
    private const string LocalFile = "filename";

    /// <summary>Whether the judge ever believes the row.</summary>
    public static bool IsBelieved(EventRow row) =>
        row is { Type: not null, IsInferred: false, Weight: >= 2 } && (row.Ids.Count > 0 || row.Outs.Count > 0 || row.IsSingleton);

    /// <summary>The attributes of an existing resource that the call changes, with what it tells of them.</summary>
    public static IEnumerable<Reveal> Of(EventKey key, EventRow row)
    {
        var type = row.Type!;
        var shown = Shown(key, row, type).Concat(Switched(key, row, type)).ToList();
        return shown.Count > 0 ? shown : Touched(key, row, type);
    }

    private static IEnumerable<Reveal> Shown(EventKey key, EventRow row, ResourceType type) => IsPatch(key, type)
        ? Patched(key, row, type)
        : from pair in row.Pairs
          from path in pair.IsWeak ? Meant(pair, type) : pair.Attributes
          where path != LocalFile && Translation.CanDrift(type, path) && !IsIdentity(row, pair, path) && !TellsApart(row, type, path)
          select new Reveal(key, path, IsSecret(type, path), (row.Weight * 4) + (pair.IsWeak ? 0 : 2) + (row.Effect == RowEffect.Create ? 0 : 1));

    // Of several candidates the judge takes the one whose name is the member's, or the only one that can be a plain member.
    private static List<string> Meant(MemberPair pair, ResourceType type)
    {
        if (Translation.Namesake(pair) is { } named && type.Attribute(named) is not null)
        {
            return [named];
        }

        var plain = pair.Attributes.Where(a => type.Attributes.GetValueOrDefault(a) is { Nested.Count: 0 }).ToList();
        return plain.Count == 1 && !pair.Path.Contains('.', StringComparison.Ordinal) ? plain : [];
    }

    private static bool IsIdentity(EventRow row, MemberPair pair, string path) =>
        row.Ids.Any(i => i.Attributes.Contains(AttributePath.Root(path))) && !pair.Path.StartsWith("New", StringComparison.OrdinalIgnoreCase);

    // A call that answers an id and sets one of these otherwise is taken for the creation of another object.
    private static bool TellsApart(EventRow row, ResourceType type, string path) =>
        row is { Effect: RowEffect.Create, Outs.Count: > 0 } && type.Attribute(path) is { ForcesReplacement: true, IsRequired: true };

    private static IEnumerable<Reveal> Switched(EventKey key, EventRow row, ResourceType type) => Verbs.Switches(key.Operation) is null
        ? []
        : from attribute in Translation.Touched(row)
          where attribute.Contains("enable", StringComparison.Ordinal) && type.Attribute(attribute)?.Kind == AttributeKind.Bool
          select new Reveal(key, attribute, IsHidden: false, row.Weight * 4);

    private static IEnumerable<Reveal> Touched(EventKey key, EventRow row, ResourceType type) =>
        from attribute in Translation.Touched(row).Take(MostTouched)
        let isTakenOff = Verbs.TakesOff(key.Operation) && row.Pairs.Count == 0
            && type.Attribute(attribute) is { Kind: not (AttributeKind.Bool or AttributeKind.Set) } or { Nested.Count: > 0 }
        select new Reveal(key, attribute, !isTakenOff, row.Weight);

    // REST APIs are changed by patches, whose paths are the attributes' names in another spelling.
    private static bool IsPatch(EventKey key, ResourceType type) =>
        type.Package == "apigateway" && key.Source == "apigateway.amazonaws.com" && key.Operation.StartsWith("Update", StringComparison.Ordinal);

    private static IEnumerable<Reveal> Patched(EventKey key, EventRow row, ResourceType type)
    {
        var known = EventCatalog.Reads(type.Name).Select(r => r.Attribute).Concat(row.Pairs.SelectMany(p => p.Attributes)).Select(AttributePath.Root).ToHashSet();
        return from attribute in type.Attributes
               where known.Contains(attribute.Key) && attribute.Value is { IsComputedOnly: false, ForcesReplacement: false } && Translation.CanDrift(type, attribute.Key)
               select new Reveal(key, attribute.Key, IsHidden: IsSecret(type, attribute.Key) || attribute.Value is { Kind: AttributeKind.Set, Nested.Count: > 0 }, row.Weight * 4);
    }

    private static bool IsSecret(ResourceType type, string path) => type.Attribute(path) is { IsSensitive: true };
}
