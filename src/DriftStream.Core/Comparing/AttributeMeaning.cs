using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing.Kinds;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing;

/// <summary>When the values of an attribute mean the same, by what the provider says of it and by its kind.</summary>
internal sealed class AttributeMeaning(Subject subject)
{
    private readonly Func<Value, Value, bool> _scalars = (left, right) => Scalars.Same(left, right, subject);

    /// <summary>Whether an attribute's value in the cloud is what the state holds. Maps are compared key by key and never the same here.</summary>
    public bool Same(ValueComparer? comparer, AttributeFacts? facts, Value state, Value cloud)
    {
        if (facts?.Kind == AttributeKind.Map || (facts is null && (state.Kind == ValueKind.Map || cloud.Kind == ValueKind.Map)))
        {
            return false;
        }

        if (IsDocument(facts, state, cloud))
        {
            return (comparer?.Documents ?? Documents.Same)(state, cloud) || (IsEmptyDocument(state) && IsEmptyDocument(cloud));
        }

        if (comparer is not null && (comparer.AreNothing(state, cloud) || comparer.Documents?.Invoke(state, cloud) == true))
        {
            return true;
        }

        var byDefault = Default(facts);
        return SameValues(comparer, IsUnset(state) ? byDefault ?? state : state, cloud)
            || (state.Kind == ValueKind.Text && cloud.Kind == ValueKind.Text && state.Text.Length + cloud.Text.Length == 0)
            || (cloud.IsNull && (SameValues(comparer, state, byDefault ?? cloud) || Meaning.IsEmpty(state)));
    }

    /// <summary>Whether two values are the same by the kind of the attribute.</summary>
    public bool SameValues(ValueComparer? comparer, Value left, Value right) => comparer is null
        ? Meaning.Same(left, right, _scalars)
        : Meaning.Same(left, right, (a, b) => comparer.SameScalars(a, b, subject), comparer.IsOrdered);

    /// <summary>Whether the attribute holds a JSON document.</summary>
    public static bool IsDocument(AttributeFacts? facts, Value state, Value cloud)
    {
        if (facts is not null && facts.Kind is not (AttributeKind.Text or AttributeKind.Dynamic))
        {
            return false;
        }

        return (facts is not null && (cloud.Kind is ValueKind.Map or ValueKind.List))
            || (state.Kind == ValueKind.Text && Documents.Parse(state) is not null && !Meaning.IsEmpty(state))
            || (cloud.Kind == ValueKind.Text && Documents.Parse(cloud) is not null);
    }

    // A redrive or filter policy of {} is none.
    private static bool IsEmptyDocument(Value value) => Meaning.IsEmpty(value) || (Documents.Parse(value) is { } parsed && parsed.Members.Count + parsed.Items.Count == 0);

    /// <summary>Whether a block says nothing but the provider's defaults, which is what no block says.</summary>
    public static bool IsDefaultBlock(AttributeFacts? facts, Value element) => facts is { Nested.Count: > 0 } && element.Kind == ValueKind.Map && element.Members.All(m =>
        Default(facts.Nested.GetValueOrDefault(m.Key)) is { } byDefault && m.Value.IsScalar && !IsUnset(m.Value)
            ? Meaning.Same(byDefault, m.Value)
            : Meaning.IsEmpty(m.Value) || OffIsNone.Says(m.Value));

    private static Value? Default(AttributeFacts? facts) => facts?.Default is not { } text ? null : facts.Kind switch
    {
        AttributeKind.Bool => Value.Of(text == "true"),
        AttributeKind.Integer or AttributeKind.Float => Value.NumberOf(text),
        _ => Value.Of(text),
    };

    // A false or a zero that the state holds is somebody's choice, and no default stands for it.
    private static bool IsUnset(Value value) => Meaning.IsEmpty(value) && value.Kind is not (ValueKind.Bool or ValueKind.Number);
}
