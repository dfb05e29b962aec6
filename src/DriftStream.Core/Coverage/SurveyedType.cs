namespace DriftStream.Core.Coverage;

/// <summary>A type with what it takes to survey its resources.</summary>
/// <param name="Coverage">What events can tell of it.</param>
/// <param name="Unmatched">Its attributes where no event can be matched with the resource.</param>
/// <param name="Identification">Whether one can.</param>
internal sealed record SurveyedType(TypeCoverage Coverage, IReadOnlyDictionary<string, AttributeCoverage> Unmatched, Identification Identification);
