using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Effects;

/// <summary>The generic path from request parameters to attributes, for every catalogue row.</summary>
internal static class Translation
{
    /// <summary>What the row's pairs make of the request, minus the members that a more specific resource owns.</summary>
    /// <param name="row">The row.</param>
    /// <param name="situation">The event.</param>
    /// <param name="instance">The instance that the row fits.</param>
    /// <param name="claimed">Member paths that belong to another resource.</param>
    public static IReadOnlyList<AttributeEffect> Effects(EventRow row, Situation situation, ResourceInstance instance, IReadOnlySet<string> claimed)
    {
        var type = row.Type ?? situation.Catalog.Type(instance.Type);
        if (type is null)
        {
            return [];
        }

        return Effects(row, type, situation, instance.Attributes, claimed);
    }

    /// <summary>What the request tells of something that no state holds, in Terraform's shape; secrets left out.</summary>
    public static Value Sent(EventRow row, Situation situation) => Value.MapOf(
        from effect in Effects(row, row.Type!, situation, Value.EmptyMap, new HashSet<string>())
        let value = effect.Apply(Value.Null)
        where !value.IsHidden && !Meaning.IsEmpty(value) && row.Type!.Attributes.GetValueOrDefault(effect.Attribute) is not { IsSensitive: true }
        select KeyValuePair.Create(effect.Attribute, value));

    private static List<AttributeEffect> Effects(EventRow row, ResourceType type, Situation situation, Value held, IReadOnlySet<string> claimed)
    {
        var trees = new SortedDictionary<ListPart, BlockTree>();
        foreach (var (pair, member, attribute) in Fed(row, type, situation, held))
        {
            if (!claimed.Contains(pair.Path) && CanDrift(type, attribute))
            {
                TreeOf(trees, type, pair, attribute, situation).Put(pair.Path, attribute, member);
            }
        }

        foreach (var (pair, path, member, attribute) in FedMaps(row, type, situation, claimed))
        {
            TreeOf(trees, type, pair, attribute, situation).Replace(path, attribute, member with { Value = Coercion.ToMap(member.Value) });
        }

        var effects = new List<AttributeEffect>();
        if (trees.TryGetValue(ListPart.Whole, out var whole))
        {
            effects.AddRange(whole.Attributes.Where(a => !IsIdentity(row, a.Key, situation)).Select(a => Effect(type.Attributes.GetValueOrDefault(a.Key), a.Key, a.Value, situation)));
        }

        foreach (var (part, tree) in trees)
        {
            effects.AddRange(part == ListPart.Whole ? [] : tree.Attributes.Select(a => ListParts.Effect(part, a.Key, a.Value)));
        }

        effects.AddRange(Verbs.Removes(situation.Change.Operation) || Verbs.Adds(situation.Change.Operation) ? [] : EmptiedLists.Effects(row, type, situation));
        effects.AddRange(Switched(row, type, situation));
        return effects;
    }

    /// <summary>The members of the request that the row knows, each with the attribute that it is.</summary>
    public static List<(MemberPair Pair, Member Member, string Attribute)> Fed(EventRow row, ResourceType type, Situation situation, Value held)
    {
        var fed = new List<(MemberPair, Member, string)>();
        foreach (var pair in Namesakes.With(row, type, situation))
        {
            foreach (var member in Members(pair, situation))
            {
                if (MapPath(type, pair) is null && AttributeFor(pair, member, type, held) is { } attribute)
                {
                    fed.Add((pair, member, attribute));
                }
            }
        }

        return fed;
    }

    /// <summary>The lists of keys and values that are a map as a whole.</summary>
    public static List<(MemberPair Pair, string Path, Member Member, string Attribute)> FedMaps(EventRow row, ResourceType type, Situation situation, IReadOnlySet<string> claimed)
    {
        var fed = new List<(MemberPair Pair, string Path, Member, string)>();
        var seen = new HashSet<string>();
        foreach (var pair in row.Pairs)
        {
            if (MapPath(type, pair) is { } path && !claimed.Contains(pair.Path) && seen.Add(path) && CanDrift(type, pair.Attributes[0]))
            {
                fed.AddRange(RequestMembers.Find(situation.Request, path).Select(member => (pair, path, member, pair.Attributes[0])));
            }
        }

        return fed;
    }

    /// <summary>The members of a row that are in this event.</summary>
    public static IEnumerable<string> Present(EventRow row, Situation situation) =>
        row.Pairs.Where(p => !p.IsWeak && Members(p, situation).Any()).Select(p => p.Path);

    /// <summary>The attributes that the row says are changed without a parameter of their own, as far as a person could have set them.</summary>
    public static IEnumerable<string> Touched(EventRow row) =>
        row.Touch.Select(AttributePath.Root).Distinct().Where(a => row.Type is { } type && CanDrift(type, a) && type.Attributes.ContainsKey(a) && !row.Ids.Any(i => i.Attributes.Contains(a)));

    /// <summary>The values of a pair's member in this event.</summary>
    public static IReadOnlyList<Member> Members(MemberPair pair, Situation situation)
    {
        // CloudFront counts its lists beside them.
        if (pair.Path.EndsWith(".Quantity", StringComparison.Ordinal) && !pair.Attributes[0].EndsWith("quantity", StringComparison.Ordinal))
        {
            return [];
        }

        var named = pair.Path.IndexOf('=', StringComparison.Ordinal);
        if (named > 0)
        {
            return NamedValue(pair.Path[..named], pair.Path[(named + 1)..], situation);
        }

        var found = RequestMembers.Find(situation.Request, pair.Path, pair.Twin);
        return found.Count == 0 && pair.XmlPath is not null ? RequestMembers.Find(situation.Request, pair.XmlPath) : found;
    }

    // Of several candidates the one that is as deep as the member: a throughput outside any list is not an index's.
    private static string? AttributeFor(MemberPair pair, Member member, ResourceType type, Value held)
    {
        if (!pair.IsWeak)
        {
            return pair.Attributes.FirstOrDefault(a => !held[AttributePath.Root(a)].IsNull) ?? pair.Attributes[0];
        }

        if (Namesake(pair) is { } named && type.Attribute(named) is not null)
        {
            return named;
        }

        var fitting = pair.Attributes.Where(a => Depth(type, a) == member.Steps.Count && (!member.Value.IsScalar || type.Attribute(a) is { Nested.Count: 0 })).ToList();
        return fitting.Count == 1 && member.Steps.Count == 0 ? fitting[0] : null;
    }

    /// <summary>The one of several candidates that is called after the member: ReadCapacityUnits is read_capacity, PointInTimeRecoveryEnabled is point_in_time_recovery.enabled. Null where none is.</summary>
    public static string? Namesake(MemberPair pair)
    {
        var member = pair.Path[(pair.Path.LastIndexOf('.') + 1)..];
        var alike = pair.Attributes.GroupBy(a => Likeness(member, a)).MaxBy(g => g.Key);
        return alike is { Key: > 0 } best && best.Count() == 1 ? best.Single() : null;
    }

    private static int Likeness(string member, string attribute)
    {
        string whole = Plain(attribute), end = Plain(attribute[(attribute.LastIndexOf('.') + 1)..]);
        return member.Equals(whole, StringComparison.OrdinalIgnoreCase) ? 3
            : member.Equals(end, StringComparison.OrdinalIgnoreCase) ? 2
            : member.StartsWith(end, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
    }

    private static string Plain(string attribute) => attribute.Replace("_", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal);

    // Only what has elements can be changed by parts.
    private static ListPart PartOf(ResourceType type, MemberPair pair, string attribute, Situation situation) =>
        !situation.IsOneElement && type.Attributes.GetValueOrDefault(AttributePath.Root(attribute)) is { Kind: AttributeKind.List or AttributeKind.Set or AttributeKind.Map } ? ListParts.Of(situation.Change.Operation, pair.Path, attribute) : ListPart.Whole;

    private static int Depth(ResourceType type, string attribute) => attribute.Count(c => c == '.') + (type.Attribute(attribute) is null ? 100 : 0);

    private static BlockTree TreeOf(SortedDictionary<ListPart, BlockTree> trees, ResourceType type, MemberPair pair, string attribute, Situation situation)
    {
        var part = PartOf(type, pair, attribute, situation);
        return trees.TryGetValue(part, out var tree) ? tree : trees[part] = new(type.Attributes);
    }

    // Dimensions.Name and Dimensions.Value together are one map: then the pair's list is read whole.
    private static string? MapPath(ResourceType type, MemberPair pair)
    {
        var end = pair.Path.LastIndexOf('.');
        return end > 0 && !pair.IsWeak && pair.Path.AsSpan(end + 1) is "Key" or "Name" or "Value" or "key" or "name" or "value" && (type.Attribute(pair.Attributes[0])?.Kind == AttributeKind.Map || pair.Attributes[0].EndsWith(".tags", StringComparison.Ordinal))
            ? pair.Path[..end]
            : null;
    }

    // attributeName=DisplayName, attributeValue=…: one attribute for each call.
    private static IReadOnlyList<Member> NamedValue(string member, string name, Situation situation)
    {
        var named = RequestMembers.Find(situation.Request, member);
        return named.Count > 0 && named[0].Value.Text == name ? RequestMembers.Find(situation.Request, member.Replace("Name", "Value", StringComparison.Ordinal)) : [];
    }

    /// <summary>The parameters that name the attribute which another one feeds.</summary>
    public static IEnumerable<(Value Name, string Attribute)> Naming(EventRow row, Situation situation) =>
        from pair in row.Pairs
        let named = pair.Path.IndexOf('=', StringComparison.Ordinal)
        where named > 0 && Members(pair, situation).Any()
        select (RequestMembers.Find(situation.Request, pair.Path[..named])[0].Value, pair.Attributes[0]);

    /// <summary>Whether an attribute can differ because of a call at all.</summary>
    public static bool CanDrift(ResourceType type, string attribute) =>
        WhyNoDrift(type, attribute) is null && !IsTags(attribute);

    /// <summary>Whether an attribute holds tags, which are for rules of their own.</summary>
    public static bool IsTags(string attribute) => AttributePath.Root(attribute) is "tags" or "tags_all" or "volume_tags";

    /// <summary>Why a call that sends this attribute changes nothing that a state holds; null where it does.</summary>
    public static string? WhyNoDrift(ResourceType type, string attribute)
    {
        var root = AttributePath.Root(attribute);
        return CallParameters.WhyNoSetting(type, root) ?? type.Attribute(root) switch
        {
            { IsComputedOnly: true } => $"{root} is AWS's to decide",
            { IsWriteOnly: true } => $"no state stores {root}",
            _ => null,
        };
    }

    // The identifying member says which resource; it is not a change unless the call renames.
    private static bool IsIdentity(EventRow row, string attribute, Situation situation) =>
        row.Ids.Any(i => i.Attributes.Contains(attribute)) && !situation.Request.Members.Any(m => m.Key.StartsWith("new", StringComparison.OrdinalIgnoreCase));

    private static AttributeEffect Effect(AttributeFacts? facts, string attribute, Value sent, Situation situation)
    {
        var isPlainSet = facts is { Kind: AttributeKind.Set or AttributeKind.List, Nested.Count: 0 };
        if (Verbs.Removes(situation.Change.Operation))
        {
            return sent.Kind == ValueKind.List
                ? AttributeEffect.Remove(attribute, e => sent.Items.Any(s => ListParts.Holds(e, s)))
                : new(attribute, before => Meaning.Same(before, sent) ? Value.Null : before);
        }

        // EnableMetricsCollection and DisableMetricsCollection name some of the metrics.
        if (isPlainSet && Verbs.Switches(situation.Change.Operation) == false)
        {
            return AttributeEffect.Remove(attribute, e => sent.Items.Any(s => ListParts.Holds(e, s)));
        }

        if (isPlainSet && (Verbs.Adds(situation.Change.Operation) || Verbs.Switches(situation.Change.Operation) == true))
        {
            return new(attribute, before => Value.ListOf(before.Items.Concat(sent.Items.Where(s => !before.Items.Any(b => Meaning.Same(b, s))))));
        }

        return new(attribute, before => Merge.Over(facts, before, HeldNames.Fit(facts, before, sent))) { DecidesAll = true };
    }

    // DomainTransferLock of DisableDomainTransferLock
    private static string Behind(string operation) => Array.FindIndex(operation.ToCharArray(), 1, char.IsUpper) is > 0 and var at ? operation[at..] : "";

    // EnableKeyRotation and the like: the verb is the value.
    private static IEnumerable<AttributeEffect> Switched(EventRow row, ResourceType type, Situation situation)
    {
        if (Verbs.Switches(situation.Change.Operation) is not { } on || row.Weight < 2)
        {
            yield break;
        }

        foreach (var attribute in Touched(row).Where(a => a.Contains("enable", StringComparison.Ordinal) || Behind(situation.Change.Operation).EndsWith(Plain(a), StringComparison.OrdinalIgnoreCase)))
        {
            if (type.Attribute(attribute)?.Kind == AttributeKind.Bool)
            {
                yield return AttributeEffect.Replace(attribute, Value.Of(on));
            }
        }
    }
}
