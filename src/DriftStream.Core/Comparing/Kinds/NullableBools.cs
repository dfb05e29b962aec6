using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Booleans that the provider keeps as text, because unset is a third answer.</summary>
internal static class NullableBools
{
    /// <summary>Unset is not false.</summary>
    public static ValueComparer Comparer { get; } = ValueComparer.ByText("three-valued booleans", Word);

    /// <summary>Unset is false.</summary>
    public static ValueComparer FalseIsNone { get; } = new("booleans as text, false when unset")
    {
        IsNothing = value => Meaning.IsEmpty(value) || (value.IsScalar && Word(value.Text) == "false"),
        Texts = (left, right) => Word(left) == Word(right),
    };

    private static string Word(string text) => text switch
    {
        "1" or "t" or "T" or "TRUE" or "True" => "true",
        "0" or "f" or "F" or "FALSE" or "False" => "false",
        _ => text,
    };
}
