using System.ComponentModel;

namespace DriftStream.Configuration;

/// <summary>Compares what was configured with the keys that DriftStream understands.</summary>
internal static class KeyCheck
{
    /// <summary>A sentence for every unknown key, every value of the wrong shape and every value of the wrong type.</summary>
    public static IEnumerable<string> Mistakes(IConfiguration configured, IReadOnlyList<KnownKey> known) =>
        MistakesBelow(configured, known, "");

    private static IEnumerable<string> MistakesBelow(IConfiguration parent, IReadOnlyList<KnownKey> known, string place)
    {
        foreach (var child in parent.GetChildren())
        {
            var key = known.FirstOrDefault(k => k.Name.Equals(child.Key, StringComparison.OrdinalIgnoreCase));
            foreach (var mistake in key is null ? [Unknown(child, known, place)] : MistakesAt(child, key))
            {
                yield return mistake;
            }
        }
    }

    private static IEnumerable<string> MistakesAt(IConfigurationSection found, KnownKey key) => key.Shape switch
    {
        KeyShape.Value => MistakesOfValue(found, key),
        KeyShape.Section when IsScalar(found) => [$"{found.Path} is {Shown(found.Value)}: it is a section, so a value there would be ignored. {Offer(key.Members)}"],
        KeyShape.Section => MistakesBelow(found, key.Members, found.Path),
        KeyShape.List when IsScalar(found) => [$"{found.Path} is {Shown(found.Value)}: it is a list, so a single value would be ignored. Put it into brackets, or set {found.Path}:0."],
        KeyShape.Names when IsScalar(found) => [$"{found.Path} is a single value: it holds names, each with a value of its own, so it would be ignored."],
        KeyShape.List => found.GetChildren().SelectMany(entry => MistakesOfEntry(entry, key)),
        _ => [],
    };

    private static IEnumerable<string> MistakesOfEntry(IConfigurationSection entry, KnownKey list)
    {
        if (!int.TryParse(entry.Key, out _))
        {
            return [$"{entry.Path} is no entry of the list {list.Name}: it would be ignored. The entries of a list are numbered from 0."];
        }

        if (IsScalar(entry) && list.Members.Count > 0 && !list.TakesValues)
        {
            // The value is not shown: it may be what belongs into a secret member.
            return [$"{entry.Path} is a single value, and an entry is an object with {string.Join(", ", list.Members.Select(m => m.Name))}: it would be ignored."];
        }

        if (IsScalar(entry) || !entry.GetChildren().Any())
        {
            return [];
        }

        return list.Members.Count == 0
            ? [$"{entry.Path} is an object: {list.Name} holds plain values, so it would be ignored."]
            : MistakesBelow(entry, list.Members, entry.Path);
    }

    private static IEnumerable<string> MistakesOfValue(IConfigurationSection found, KnownKey key)
    {
        if (found.GetChildren().Any())
        {
            yield return $"{found.Path} has keys below it: it takes one value, so they would be ignored.";
        }
        else if (found.Value is { Length: > 0 } value && !key.IsSecret && !IsOfType(value, key.ValueType))
        {
            yield return $"{found.Path} is {Shown(value)}: it must be {Words(key.ValueType)}, so it could not be used.";
        }
    }

    private static bool IsOfType(string value, Type type)
    {
        if (type.IsEnum)
        {
            return Enum.GetNames(type).Contains(value, StringComparer.OrdinalIgnoreCase);
        }

        // .NET takes a bare number for days, and whoever writes one means anything but that.
        if (type == typeof(TimeSpan) && value.All(char.IsAsciiDigit) && value.Any(digit => digit != '0'))
        {
            return false;
        }

        try
        {
            return TypeDescriptor.GetConverter(type).ConvertFromInvariantString(value) is not null;
        }
        catch (Exception refused) when (refused is FormatException or ArgumentException or NotSupportedException or OverflowException or InvalidCastException)
        {
            return false;
        }
    }

    private static string Words(Type type) => type switch
    {
        _ when type == typeof(bool) => "true or false",
        _ when type == typeof(TimeSpan) => "a time span such as 00:05:00 for five minutes, or 7.00:00:00 for a week",
        _ when type == typeof(Uri) => "an address such as https://example.com",
        _ when type == typeof(double) => "a number such as 0.5",
        _ when type == typeof(int) || type == typeof(long) => "a whole number",
        { IsEnum: true } => $"one of {string.Join(", ", Enum.GetNames(type))}",
        _ => $"a value of type {type.Name}",
    };

    private static string Unknown(IConfigurationSection child, IReadOnlyList<KnownKey> known, string place)
    {
        var where = place.Length == 0 ? "" : place + ":";
        var closest = ClosestName.Of(child.Key, known.Select(k => k.Name));
        var advice = closest is null ? Offer(known) : $"Did you mean {where}{closest}?";
        return $"{child.Path} is not a key of DriftStream, so it would have no effect. {advice}";
    }

    private static string Offer(IReadOnlyList<KnownKey> known) =>
        $"Known here: {string.Join(", ", known.Select(k => k.Name).Order(StringComparer.Ordinal))}.";

    // An empty JSON object or list is configured as the empty text, which is no value.
    private static bool IsScalar(IConfigurationSection section) => !string.IsNullOrEmpty(section.Value);

    private static string Shown(string? value) => $"'{TerminalText.Clean(value ?? "")}'";
}
