using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>Many types have no ARN; they live where everything else of their state and provider configuration lives, if that is one place.</summary>
/// <param name="table">The instances of a state.</param>
/// <param name="own">Where each lives by its own attributes.</param>
internal sealed class PlacementInference(InstanceTable table, Placement[] own)
{
    private readonly Dictionary<string, Only> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Only> _regions = new(StringComparer.Ordinal);
    private readonly Numbered<Placement> _places = new();

    /// <summary>The places, and the number of each instance's.</summary>
    public (Placement[] Places, int[] Numbers) Infer()
    {
        for (var number = 0; number < own.Length; number++)
        {
            if (table.MarksOf(number).Deposed is null)
            {
                Note(_accounts, AliasOf(number), own[number].Account);
                Note(_regions, AliasOf(number), own[number].Region);
            }
        }

        var numbers = new int[own.Length];
        for (var number = 0; number < own.Length; number++)
        {
            numbers[number] = _places.Of(table.MarksOf(number).Deposed is not null ? default : new(
                own[number].Account ?? table.Source.Account ?? _accounts.GetValueOrDefault(AliasOf(number)).Text,
                own[number].Region ?? table.MarksOf(number).Region ?? _regions.GetValueOrDefault(AliasOf(number)).Text));
        }

        return (_places.ToArray(), numbers);
    }

    private string AliasOf(int number) => table.MarksOf(number).ProviderAlias ?? "";

    private static void Note(Dictionary<string, Only> seen, string alias, string? text)
    {
        if (text is null)
        {
            return;
        }

        seen[alias] = seen.TryGetValue(alias, out var known) && (known.Text is null || known.Text != text) ? default : new(text);
    }

    // Nothing where there are several.
    private readonly record struct Only(string? Text);
}
