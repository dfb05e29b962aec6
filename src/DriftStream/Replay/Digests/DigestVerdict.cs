using DriftStream.Replay.Sources;

namespace DriftStream.Replay.Digests;

/// <summary>What checking the digests came to.</summary>
/// <param name="Summary">One line with the counts.</param>
/// <param name="Problems">What is altered, missing or unsigned, and where a chain is broken.</param>
/// <param name="Notes">What the user may want to know.</param>
internal sealed record DigestVerdict(string Summary, IReadOnlyList<InputProblem> Problems, IReadOnlyList<InputProblem> Notes);
