using DriftStream.Core.Judging;

namespace DriftStream.Alerts;

/// <summary>What the user configured elsewhere and alerts show.</summary>
/// <param name="PublicUrl">The address that links carry (<c>Http:PublicUrl</c>); null: alerts have no links.</param>
/// <param name="AccountNames">Names of accounts by their ids; an account without one is shown by its id.</param>
internal sealed record AlertContext(Uri? PublicUrl, IReadOnlyDictionary<string, string> AccountNames)
{
    private static readonly Dictionary<string, string> None = [];

    /// <summary>The tags of a resource as its state holds them; empty where no state holds it.</summary>
    public Func<ResourceRef, IReadOnlyDictionary<string, string>> Tags { get; init; } = _ => None;

    /// <summary>Nothing configured.</summary>
    public static AlertContext Empty { get; } = new(null, None);

    /// <summary>The account's name, else its id.</summary>
    public string Account(string? account) => account is null ? "account not known" : AccountNames.GetValueOrDefault(account, account);
}
