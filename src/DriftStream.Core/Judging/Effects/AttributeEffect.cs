using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Effects;

/// <summary>What an event does to one top-level attribute.</summary>
/// <param name="Attribute">The attribute, e.g. <c>tags</c>.</param>
/// <param name="Apply">From the value before the event to the value after it; <see cref="Value.Hidden"/> where the event does not tell.</param>
internal sealed record AttributeEffect(string Attribute, Func<Value, Value> Apply)
{
    /// <summary>How the state's value is looked at before it is compared, e.g. rules split to one source each.</summary>
    public Func<Value, Value> View { get; init; } = static value => value;

    /// <summary>How findings call the attribute; <c>tags</c> for what is compared with <c>tags_all</c>.</summary>
    public string ShownAs { get; init; } = Attribute;

    /// <summary>The event decides the whole attribute, so an older one that comes later decides nothing.</summary>
    public bool DecidesAll { get; init; }

    /// <summary>The places below the attribute that the event decides although it may leave them as the state has them.</summary>
    public IReadOnlyList<DecidedPlace> Decides { get; init; } = [];

    /// <summary>What an element of a set is known by in <see cref="Decides"/>; two spellings of one element have one key.</summary>
    public Func<Value, string> KeyOf { get; init; } = Comparing.Meaning.Canonical;

    /// <summary>The value after the event, whatever was before.</summary>
    public static AttributeEffect Replace(string attribute, Value value) => new(attribute, _ => value) { DecidesAll = true };

    /// <summary>Changed, and the event hides how.</summary>
    public static AttributeEffect Unknown(string attribute) => new(attribute, _ => Value.Hidden);

    /// <summary>One element more in a set; nothing where it is there already.</summary>
    public static AttributeEffect Add(string attribute, Value element) =>
        new(attribute, before => before.Items.Any(i => Comparing.Meaning.Same(i, element)) ? before : Value.ListOf(before.Items.Append(element)));

    /// <summary>All elements of a set gone that the predicate names.</summary>
    public static AttributeEffect Remove(string attribute, Func<Value, bool> isGone) =>
        new(attribute, before => Value.ListOf(before.Items.Where(i => !isGone(i))));
}
