using System.Globalization;
using System.Text;

namespace DriftStream.Core.Terraform;

/// <summary>Writes resource addresses as Terraform prints them.</summary>
public static class InstanceAddress
{
    /// <summary>The address of one instance.</summary>
    /// <param name="module">The module instance, <c>module.net["eu"]</c>; null or empty for the root.</param>
    /// <param name="type">The resource type.</param>
    /// <param name="name">The resource's name in the code.</param>
    /// <param name="key">What <see cref="Key(string)"/> or <see cref="Key(long)"/> gave; empty for a resource without count and for_each.</param>
    public static string Of(string? module, string type, string name, string key) =>
        string.IsNullOrEmpty(module) ? $"{type}.{name}{key}" : $"{module}.{type}.{name}{key}";

    /// <summary>The index of a resource with <c>count</c>: <c>[0]</c>.</summary>
    public static string Key(long number) => string.Create(CultureInfo.InvariantCulture, $"[{number}]");

    /// <summary>The index of a resource with <c>for_each</c>, quoted as HCL: <c>["eu"]</c>.</summary>
    public static string Key(string text)
    {
        var quoted = new StringBuilder(text.Length + 4).Append("[\"");
        for (var i = 0; i < text.Length; i++)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune))
            {
                rune = Rune.ReplacementChar;
            }

            i += rune.Utf16SequenceLength - 1;
            Append(quoted, rune, i + 1 < text.Length && text[i + 1] == '{');
        }

        return quoted.Append("\"]").ToString();
    }

    private static void Append(StringBuilder quoted, Rune rune, bool opensTemplate) => _ = rune.Value switch
    {
        '\n' => quoted.Append(@"\n"),
        '\r' => quoted.Append(@"\r"),
        '\t' => quoted.Append(@"\t"),
        '"' => quoted.Append("\\\""),
        '\\' => quoted.Append(@"\\"),
        '$' or '%' when opensTemplate => quoted.Append((char)rune.Value, 2),
        _ when Printable.Is(rune) => quoted.Append(rune.ToString()),
        < 0x10000 => quoted.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:x4}"),
        _ => quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:x8}"),
    };
}
