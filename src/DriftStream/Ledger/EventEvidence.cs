using System.Text.Json;
using System.Text.Json.Serialization;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;

namespace DriftStream.Ledger;

/// <summary>What the verdicts of an event rest on, beside its record, as it was when they were given.</summary>
internal sealed record EventEvidence
{
    /// <summary>The service that was called; null where the record does not say.</summary>
    public string? Source { get; init; }

    /// <summary>The region.</summary>
    public string? Region { get; init; }

    /// <summary>What kind of caller it was, in the contract's word.</summary>
    public required string Kind { get; init; }

    /// <summary>By what they called, in the contract's word.</summary>
    public required string Via { get; init; }

    /// <summary>What it touched.</summary>
    public required IReadOnlyList<TouchedResource> Touched { get; init; }

    /// <summary>The states that it was compared with.</summary>
    public required IReadOnlyList<JudgedAgainst> States { get; init; }

    /// <summary>The file that it was read from; null where it came by itself.</summary>
    public EventOrigin? Origin { get; init; }

    /// <summary>The evidence of a judgement.</summary>
    public static EventEvidence Of(CloudTrailEvent change, Judgement judgement, OwnerOf? owner, EventOrigin? origin)
    {
        var touched = judgement.Findings.Where(f => f.Resource is not null).ToList();
        var actor = judgement.Findings[0].Actor;
        return new()
        {
            Source = change.Source,
            Region = change.Region,
            Kind = actor.Kind.Word(),
            Via = actor.Via.Word(),
            Touched = [.. touched.Select(f => new TouchedResource(f.Verdict.Word(), f.Resource!.State, f.Resource.Address, f.Resource.Type, f.Resource.Id, owner?.Invoke(f)))],
            States = [.. StatesOf(judgement, touched)],
            Origin = origin,
        };
    }

    /// <summary>The evidence as one line of JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, EvidenceJson.Default.EventEvidence);

    /// <summary>Reads it back; null where there is none, or it was altered beyond reading.</summary>
    public static EventEvidence? Read(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize(json, EvidenceJson.Default.EventEvidence);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IEnumerable<JudgedAgainst> StatesOf(Judgement judgement, List<Finding> touched) => touched
        .Select(f => f.Resource!.State).OfType<string>().Distinct()
        .SelectMany(name => judgement.States?.States.Where(s => s.Name == name) ?? [])
        .Select(s => new JudgedAgainst(s.Name, s.Lineage, s.Serial));
}

/// <summary>Something that an event touched.</summary>
/// <param name="Verdict">The verdict on it, in the contract's word.</param>
/// <param name="State">The state that holds it; null where none does.</param>
/// <param name="Address">Terraform's address.</param>
/// <param name="Type">Terraform's type.</param>
/// <param name="Id">The resource's id, name or ARN.</param>
/// <param name="Owner">Whoever its owner tag named then.</param>
internal sealed record TouchedResource(string Verdict, string? State, string? Address, string Type, string? Id, string? Owner);

/// <summary>A version of a state that an event was compared with.</summary>
/// <param name="Name">The state's name.</param>
/// <param name="Lineage">Its lineage; empty where it has none.</param>
/// <param name="Serial">Its serial.</param>
internal sealed record JudgedAgainst(string Name, string Lineage, long Serial);

/// <summary>Where a past event was read from.</summary>
/// <param name="File">The file or object.</param>
/// <param name="Digest">What CloudTrail's digests say of it; null where they were not asked.</param>
internal sealed record EventOrigin(string File, string? Digest);

/// <summary>How evidence is written.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventEvidence))]
internal sealed partial class EvidenceJson : JsonSerializerContext;
