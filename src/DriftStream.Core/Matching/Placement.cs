namespace DriftStream.Core.Matching;

/// <summary>Where a resource lives. Null: nobody says, so nothing can contradict it.</summary>
/// <param name="Account">The twelve digits.</param>
/// <param name="Region">The region; null also for global resources.</param>
public readonly record struct Placement(string? Account, string? Region);
