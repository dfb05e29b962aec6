using DriftStream.Core.Catalog;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>Which accounts the resources of a state say themselves that they live in: by their ARN, or by the account that owns them.</summary>
public static class StateAccounts
{
    /// <summary>Each account with the number of resources that name it, the most first.</summary>
    public static IReadOnlyList<KeyValuePair<string, int>> Of(TerraformState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        return [.. Told(InstanceTable.Of(state))
            .CountBy(told => told.Account, StringComparer.Ordinal)
            .OrderByDescending(account => account.Value).ThenBy(account => account.Key, StringComparer.Ordinal)];
    }

    /// <summary>Adds a sentence to the state's problems where the user named an account for it that none of its resources names, though some name others.</summary>
    public static TerraformState Checked(TerraformState state, string? configured)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (configured is null)
        {
            return state;
        }

        var table = InstanceTable.Of(state);
        var told = Told(table).ToList();
        return told.Count == 0 || told.Any(t => t.Account == configured) ? state : state with { Problems = [.. state.Problems, Contradiction(table, told, configured)] };
    }

    private static string Contradiction(InstanceTable table, List<(int Number, string Account)> told, string configured)
    {
        var (number, account) = told[0];
        return $"Account is {configured}, but the resources that name an account name others: {table.AddressOf(number)} is in {account}. "
            + $"Those that name none are taken for {configured}'s, so what happens to them in another account is not seen. Correct Account of its entry under States, or leave it out.";
    }

    private static IEnumerable<(int Number, string Account)> Told(InstanceTable table)
    {
        var read = ToldIdentities.Of(table, EventCatalog.Load()).Places;
        for (var number = 0; number < read.Length; number++)
        {
            if (read[number].Account is { } account)
            {
                yield return (number, account);
            }
        }
    }
}
