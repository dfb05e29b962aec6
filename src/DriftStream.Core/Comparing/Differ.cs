using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing.Kinds;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>Finds where an attribute's value in the cloud is not what the state holds, by meaning.</summary>
/// <param name="isSecret">Whether the values under a path (without indexes) must not be shown.</param>
/// <param name="subject">What is compared.</param>
public sealed class Differ(Func<string, bool> isSecret, Subject subject)
{
    /// <summary>A differ for something that nothing is known of.</summary>
    public Differ(Func<string, bool> isSecret)
        : this(isSecret, Subject.Unknown)
    {
    }

    private readonly AttributeMeaning _meaning = new(subject);

    /// <summary>All differences of one attribute, in path order.</summary>
    /// <param name="facts">What the provider says of the attribute; null where the catalogue has none.</param>
    /// <param name="path">The attribute's path.</param>
    /// <param name="state">The state's value.</param>
    /// <param name="cloud">The cloud's value.</param>
    public IReadOnlyList<Difference> Compare(AttributeFacts? facts, string path, Value state, Value cloud)
    {
        var found = new List<Difference>();
        Compare(facts, path, state, cloud, found);
        return found;
    }

    private void Compare(AttributeFacts? facts, string path, Value state, Value cloud, List<Difference> found)
    {
        if (facts is { IsComputedOnly: true } && path.Contains('.', StringComparison.Ordinal))
        {
            return;
        }

        // The catalogue takes a block for a text where the provider's schema is made by a function that it did not follow.
        if (facts is { Kind: AttributeKind.Text } && state.Kind is ValueKind.List or ValueKind.Map && cloud.Kind != ValueKind.Text)
        {
            facts = null;
        }

        var comparer = Comparers.Find(subject.Type, AttributePath.WithoutIndexes(path), facts);
        var (before, after) = comparer?.Form is { } form && !cloud.IsHidden ? (form(state), form(cloud)) : (state, cloud);
        if (after.IsHidden)
        {
            found.Add(Difference.Concealed(path));
        }
        else if (_meaning.Same(comparer, facts, before, after))
        {
            return;
        }
        else if (isSecret(AttributePath.WithoutIndexes(path)))
        {
            ConcealUnlessSameMap(path, before, after, found);
        }
        else if (AttributeMeaning.IsDocument(facts, before, after))
        {
            found.Add(new(path, "", Documents.Parse(before) ?? NoneIfEmptyText(before), Documents.Parse(after) ?? NoneIfEmptyText(after), Hidden: false));
        }
        else
        {
            CompareParts(comparer, facts, path, before, after, found);
        }
    }

    private void CompareParts(ValueComparer? comparer, AttributeFacts? facts, string path, Value state, Value cloud, List<Difference> found)
    {
        switch (KindOf(facts, state, cloud))
        {
            case AttributeKind.Map:
                CompareMaps(path, state, cloud, found);
                break;
            case AttributeKind.Set:
                CompareSets(comparer, facts, path, AsList(state), AsList(cloud), found);
                break;
            case AttributeKind.List when IsBlock(facts, state, cloud):
                CompareBlocks(comparer, facts, path, AsList(state), AsList(cloud), found);
                break;
            case AttributeKind.Object when state.Kind == ValueKind.Map && cloud.Kind == ValueKind.Map:
                CompareMembers(facts, path, state, cloud, found);
                break;
            default:
                found.Add(new(path, "", NoneIfEmptyText(state), facts is { IsTypeKnown: true } ? cloud : InTypeOf(state, cloud), Hidden: ContainsHidden(cloud)));
                break;
        }
    }

    // Where the provider does not say which type an attribute has, the state's value does.
    private static Value InTypeOf(Value state, Value cloud) => (state.Kind, cloud.Kind) switch
    {
        (ValueKind.Bool, ValueKind.Text) when cloud.Text.ToLowerInvariant() is "true" or "false" => Value.Of(cloud.SaysTrue),
        (ValueKind.Number, ValueKind.Text) when long.TryParse(cloud.Text, out var number) && number.ToString() == cloud.Text => Value.Of(number),
        (ValueKind.Text, ValueKind.Number or ValueKind.Bool) => Value.Of(cloud.Text),
        _ => cloud,
    };

    private void CompareMaps(string path, Value state, Value cloud, List<Difference> found)
    {
        foreach (var key in state.Members.Concat(cloud.Members).Select(m => m.Key).Distinct().Order(StringComparer.Ordinal))
        {
            Value before = state[key], after = cloud[key];
            var place = AttributePath.Key(path, key);
            if (after.IsHidden || (!SameEntry(before, after) && isSecret(AttributePath.WithoutIndexes(place))))
            {
                found.Add(Difference.Concealed(place));
            }
            else if (!SameEntry(before, after))
            {
                found.Add(new(place, "", before, AsText(after), Hidden: false));
            }
        }
    }

    // Which entries of a secret map differ is a secret too.
    private static void ConcealUnlessSameMap(string path, Value state, Value cloud, List<Difference> found)
    {
        if (cloud.Kind != ValueKind.Map || state.Kind != ValueKind.Map || state.Members.Concat(cloud.Members).Any(m => !SameEntry(state[m.Key], cloud[m.Key])))
        {
            found.Add(Difference.Concealed(path));
        }
    }

    // Maps hold texts; a record may have typed them (tag "true" as true).
    private static Value AsText(Value entry) => entry.IsScalar ? Value.Of(entry.Text) : entry;

    // In a map of texts an empty text is a value: a tag without a value is still a tag.
    private static bool SameEntry(Value before, Value after) => before.IsNull == after.IsNull && (before.IsScalar && after.IsScalar ? Scalars.SameText(before, after) : before.IsNull || Meaning.Same(before, after));

    private void CompareSets(ValueComparer? comparer, AttributeFacts? facts, string path, Value state, Value cloud, List<Difference> found)
    {
        var added = cloud.Items.ToList();
        foreach (var element in state.Items)
        {
            var at = added.FindIndex(other => SameElement(comparer, facts, path, element, other));
            if (at >= 0)
            {
                added.RemoveAt(at);
            }
            else
            {
                found.Add(Element(path, element, element, Value.Null));
            }
        }

        found.AddRange(added.Select(element => Element(path, element, Value.Null, element)));
    }

    private bool SameElement(ValueComparer? comparer, AttributeFacts? facts, string path, Value state, Value cloud)
    {
        if (state.Kind != ValueKind.Map || cloud.Kind != ValueKind.Map || !(facts?.Nested.Count > 0))
        {
            return _meaning.SameValues(comparer, state, cloud);
        }

        var found = new List<Difference>();
        CompareMembers(facts, path, state, cloud, found);
        return found.Count == 0;
    }

    private Difference Element(string path, Value element, Value state, Value cloud) =>
        ContainsHidden(element) || SecretBelow(path, element)
            ? new(path, Meaning.Canonical(element).Length.ToString(), Value.Null, Value.Null, Hidden: true)
            : new(path, Meaning.Canonical(element), state, cloud, Hidden: false);

    private void CompareBlocks(ValueComparer? comparer, AttributeFacts? facts, string path, Value state, Value cloud, List<Difference> found)
    {
        if (Math.Max(state.Items.Count, cloud.Items.Count) <= 1)
        {
            if (state.Items.Concat(cloud.Items).All(e => AttributeMeaning.IsDefaultBlock(facts, e)))
            {
                return;
            }

            CompareElements(facts, path, state.Items.ElementAtOrDefault(0), cloud.Items.ElementAtOrDefault(0), found);
            return;
        }

        var (removed, added) = Unmatched(comparer, facts, path, state, cloud);
        for (var n = 0; n < Math.Max(added.Count, removed.Count); n++)
        {
            int? before = n < removed.Count ? removed[n] : null, after = n < added.Count ? added[n] : null;
            CompareElements(
                facts,
                AttributePath.Index(path, before ?? after ?? 0),
                before is { } b ? state.Items[b] : null,
                after is { } a ? cloud.Items[a] : null,
                found);
        }
    }

    // Elements that are equal somewhere are no difference, unless the order counts; the rest is compared in order.
    private (List<int> Removed, List<int> Added) Unmatched(ValueComparer? comparer, AttributeFacts? facts, string path, Value state, Value cloud)
    {
        var added = Enumerable.Range(0, cloud.Items.Count).ToList();
        var removed = new List<int>();
        for (var i = 0; i < state.Items.Count; i++)
        {
            var at = added.FindIndex(j => (comparer?.IsOrdered != true || i == j) && SameElement(comparer, facts, path, state.Items[i], cloud.Items[j]));
            if (at >= 0)
            {
                added.RemoveAt(at);
            }
            else
            {
                removed.Add(i);
            }
        }

        return (removed, added);
    }

    private void CompareElements(AttributeFacts? facts, string path, Value? state, Value? cloud, List<Difference> found)
    {
        if (state is { Kind: ValueKind.Map } before && cloud is { Kind: ValueKind.Map } after)
        {
            CompareMembers(facts, path, before, after, found);
        }
        else if (ContainsHidden(cloud ?? Value.Null) || SecretBelow(path, state ?? cloud ?? Value.Null))
        {
            found.Add(Difference.Concealed(path));
        }
        else
        {
            found.Add(new(path, "", state ?? Value.Null, cloud ?? Value.Null, Hidden: false));
        }
    }

    private void CompareMembers(AttributeFacts? facts, string path, Value state, Value cloud, List<Difference> found)
    {
        foreach (var name in state.Members.Concat(cloud.Members).Select(m => m.Key).Distinct().Order(StringComparer.Ordinal))
        {
            Compare(facts?.Nested.GetValueOrDefault(name), $"{path}.{name}", state[name], cloud[name], found);
        }
    }

    private bool SecretBelow(string path, Value value) =>
        value.Members.Any(m => isSecret(AttributePath.WithoutIndexes($"{path}.{m.Key}")) && !Meaning.IsEmpty(m.Value) || SecretBelow($"{path}.{m.Key}", m.Value))
        || value.Items.Any(i => SecretBelow(path, i));

    private static AttributeKind KindOf(AttributeFacts? facts, Value state, Value cloud) => facts?.Kind ?? (state.Kind, cloud.Kind) switch
    {
        (ValueKind.List, _) or (_, ValueKind.List) => AttributeKind.List,
        (ValueKind.Map, _) or (_, ValueKind.Map) => AttributeKind.Map,
        _ => AttributeKind.Text,
    };

    private static bool IsBlock(AttributeFacts? facts, Value state, Value cloud) =>
        facts?.Nested.Count > 0 || state.Items.Concat(cloud.Items).Any(i => i.Kind == ValueKind.Map);

    private static Value AsList(Value value) => value.Kind switch
    {
        ValueKind.List => value,
        ValueKind.Null => Value.EmptyList,
        _ => Value.ListOf(value),
    };

    private static Value NoneIfEmptyText(Value value) => value is { Kind: ValueKind.Text, Text.Length: 0 } ? Value.Null : value;

    private static bool ContainsHidden(Value value) =>
        value.IsHidden || value.Items.Any(ContainsHidden) || value.Members.Any(m => ContainsHidden(m.Value));
}
