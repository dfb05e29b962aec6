using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Ledger;
using DriftStream.Replay.AsOf;

namespace DriftStream.Replay.Sharing;

/// <summary>What decides which records a replay keeps: machines may share a replay only if they agree on all of it.</summary>
/// <param name="Sources">As written on the command line.</param>
/// <param name="Since">The first moment that counts.</param>
/// <param name="Until">The first moment that no longer counts.</param>
/// <param name="Accounts">Accounts; empty: any.</param>
/// <param name="Regions">Regions; empty: any.</param>
/// <param name="Keeping">How much is kept of what could not change anything.</param>
/// <param name="States">Each state with its lineage and serial.</param>
/// <param name="Program">The build of this program.</param>
internal sealed record SharedQuestion(
    IReadOnlyList<string> Sources,
    DateTimeOffset? Since,
    DateTimeOffset? Until,
    IReadOnlyList<string> Accounts,
    IReadOnlyList<string> Regions,
    Keeping Keeping,
    IReadOnlyList<string> States,
    string Program)
{
    /// <summary>What people call it: the same question has the same id.</summary>
    [JsonIgnore]
    public string Id => StableId.From("R-", ToJson());

    /// <summary>Which events are asked about.</summary>
    [JsonIgnore]
    public ReplayFilter Filter => new() { Since = Since, Until = Until, Accounts = Accounts, Regions = Regions };

    /// <summary>The question of a command line.</summary>
    /// <param name="sources">As written there.</param>
    /// <param name="asked">Which events are asked about.</param>
    /// <param name="states">The states that can be read.</param>
    /// <param name="eras">The same through time; null where they stay as they are.</param>
    public static SharedQuestion Of(IReadOnlyList<string> sources, ReplayRequest asked, IEnumerable<TerraformState> states, StateEras? eras) => new(
        [.. sources.Order(StringComparer.Ordinal)],
        asked.Filter.Since?.ToUniversalTime(),
        asked.Filter.Until?.ToUniversalTime(),
        [.. asked.Filter.Accounts.Order(StringComparer.Ordinal)],
        [.. asked.Filter.Regions.Order(StringComparer.Ordinal)],
        asked.Keeping,
        [.. states.Select(Told).Concat(eras?.States.Select(Told) ?? []).Order(StringComparer.Ordinal)],
        ThisProgram());

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    public static SharedQuestion? FromJson(string json) => JsonSerializer.Deserialize(json, SharingJson.Default.SharedQuestion);

    /// <summary>The question as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, SharingJson.Default.SharedQuestion);

    /// <summary>What another machine asks differently, for people; null where both ask the same. Its moments do not count: they may be told as spans.</summary>
    public string? DiffersIn(SharedQuestion other) =>
        Program != other.Program ? "it runs another build of driftstream"
        : Difference("the states are", States, other.States)
        ?? Difference("the sources are", Sources, other.Sources)
        ?? Difference("--account is", Accounts, other.Accounts)
        ?? Difference("--region is", Regions, other.Regions)
        ?? (Keeping != other.Keeping ? "--all is given on one machine only" : null);

    private static string Told(TerraformState state) => $"{state.Name} (lineage {state.Lineage}, serial {state.Serial}, {state.Instances.Count} resources)";

    // What a state held at any time decides what is kept.
    private static string Told(PastState state)
    {
        var versions = string.Join('\n', state.Versions.Select(v => $"{v.Id} {v.From.ToString(CultureInfo.InvariantCulture)} {v.Read is null}"));
        return $"{state.Source.Name} ({ReplaySummary.Count(state.Versions.Count, "version")}, {StableId.From("V-", versions)})";
    }

    private static string? Difference(string what, IReadOnlyList<string> here, IReadOnlyList<string> there) =>
        here.SequenceEqual(there, StringComparer.Ordinal) ? null : $"there {what} {Listed(there)}, here {Listed(here)}";

    private static string Listed(IReadOnlyList<string> texts) => texts.Count == 0 ? "not given" : string.Join(", ", texts);

    // What is kept depends on the catalogue and on the judge, so one build cannot go on with what another one kept.
    private static string ThisProgram()
    {
        var builds = $"{typeof(SharedQuestion).Module.ModuleVersionId} {typeof(Judge).Module.ModuleVersionId}";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(builds)))[..16];
    }
}
