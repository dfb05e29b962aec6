using System.Globalization;
using DriftStream.Core.Values;

namespace DriftStream.Core.Comparing.Kinds;

/// <summary>Documents as texts that are equal where the documents say the same.</summary>
internal static class JsonText
{
    /// <summary>The order of keys and blanks do not count; the order of lists does.</summary>
    public static string Exact(Value value) => value.Kind switch
    {
        ValueKind.Map => "{" + string.Join(',', value.Members.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => $"{m.Key}:{Exact(m.Value)}")) + "}",
        ValueKind.List => "[" + string.Join(',', value.Items.Select(Exact)) + "]",
        // AWS takes "5" for 5.
        ValueKind.Text when long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number.ToString(CultureInfo.InvariantCulture) == value.Text => value.Text,
        ValueKind.Text => "\"" + value.Text + "\"",
        ValueKind.Hidden => "(hidden)",
        _ => Scalars.Canonical(value),
    };

    /// <summary>What is empty in a document is left out before.</summary>
    public static Value WithoutEmpty(Value value) => value.Kind switch
    {
        ValueKind.Map => Value.MapOf(value.Members.Select(m => KeyValuePair.Create(m.Key, WithoutEmpty(m.Value))).Where(m => !Meaning.IsEmpty(m.Value))),
        ValueKind.List => Value.ListOf(value.Items.Select(WithoutEmpty)),
        _ => value,
    };
}
