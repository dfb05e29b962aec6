namespace DriftStream.Configuration;

/// <summary>The keys that belong to no single concern.</summary>
internal static class KnownKeys
{
    public static IReadOnlyList<KnownKey> Core { get; } =
    [
        KnownKey.ListOf<StateEntry>("States") with { TakesValues = true },
        KnownKey.ListOfValues("Runners"),
        KnownKey.ListOfValues("Accounts"),
        KnownKey.ListOfValues("SwitchedOffRules"),
        SeverityEntries.Key,
        new("IgnoreFile", KeyShape.Value),
        new("TeamMembers", KeyShape.Names),
    ];
}
