namespace DriftStream.Alerts;

/// <summary>What the user configured elsewhere and alerts show.</summary>
/// <param name="PublicUrl">The address that links carry (<c>Http:PublicUrl</c>); null: alerts have no links.</param>
/// <param name="AccountNames">Names of accounts by their ids; an account without one is shown by its id.</param>
internal sealed record AlertContext(Uri? PublicUrl, IReadOnlyDictionary<string, string> AccountNames)
{
    /// <summary>Nothing configured.</summary>
    public static AlertContext Empty { get; } = new(null, new Dictionary<string, string>());

    /// <summary>The account's name, else its id.</summary>
    public string Account(string? account) => account is null ? "account not known" : AccountNames.GetValueOrDefault(account, account);
}
