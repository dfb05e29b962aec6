using DriftStream.Core.Catalog;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Attributes in the notation of the facts.</summary>
internal static class AttributeNotation
{
    /// <summary>The letters for type and flags, sorted: the facts do not always keep one order.</summary>
    public static string Flags(AttributeFacts facts)
    {
        (bool IsSet, char Letter)[] flags =
        [
            (facts.IsRequired, 'R'),
            (facts.IsOptional, 'O'),
            (facts.IsComputed, 'C'),
            (facts.IsSensitive, 'S'),
            (facts.ForcesReplacement, 'F'),
            (facts.IsWriteOnly, 'W'),
            (facts.IsDeprecated, 'D'),
            (facts.IsBlock, 'B'),
        ];
        return new([.. flags.Where(flag => flag.IsSet).Select(flag => flag.Letter).Prepend(Letter(facts.Kind)).Order()]);
    }

    private static char Letter(AttributeKind kind) => kind switch
    {
        AttributeKind.Set => 'e',
        AttributeKind.Text => 's',
        _ => char.ToLowerInvariant(kind.ToString()[0]),
    };
}
