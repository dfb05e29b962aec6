using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>How one kind of attribute is compared where the general rules are too strict or too lax.</summary>
/// <param name="Name">What it compares, for people.</param>
internal sealed record ValueComparer(string Name)
{
    /// <summary>Whether two texts that differ mean the same; symmetric.</summary>
    public Func<string, string, bool>? Texts { get; init; }

    /// <summary>The form in which both sides are compared and shown, e.g. without a block that says nothing.</summary>
    public Func<Value, Value>? Form { get; init; }

    /// <summary>Whether a value says what no value says.</summary>
    public Func<Value, bool>? IsNothing { get; init; }

    /// <summary>Whether two documents mean the same; symmetric.</summary>
    public Func<Value, Value, bool>? Documents { get; init; }

    /// <summary>The order of the list's elements says something.</summary>
    public bool IsOrdered { get; init; }

    /// <summary>Compares texts by a form in which equal ones are written alike.</summary>
    public static ValueComparer ByText(string name, Func<string, string> canonical) =>
        new(name) { Texts = (left, right) => canonical(left) == canonical(right) };

    /// <summary>Whether the two are the same for this kind.</summary>
    public bool Same(Value left, Value right)
    {
        if (Documents is not null)
        {
            return Documents(left, right);
        }

        if (AreNothing(left, right))
        {
            return true;
        }

        var (a, b) = Form is null ? (left, right) : (Form(left), Form(right));
        return Meaning.Same(a, b, SameScalars, IsOrdered);
    }

    /// <summary>Whether neither value says more than no value.</summary>
    public bool AreNothing(Value left, Value right) => IsNothing is not null && IsNothing(left) && IsNothing(right);

    private bool SameScalars(Value left, Value right) => SameScalars(left, right, Subject.Unknown);

    /// <summary>Whether two scalars are the same for this kind of attribute of this subject.</summary>
    public bool SameScalars(Value left, Value right, Subject subject) =>
        Scalars.Same(left, right, subject) || (Texts is not null && Texts(left.Text, right.Text));
}
