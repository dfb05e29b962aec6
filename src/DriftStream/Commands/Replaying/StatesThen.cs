using DriftStream.Replay.AsOf;
using DriftStream.States;

namespace DriftStream.Commands.Replaying;

/// <summary>The states of a span of time.</summary>
/// <param name="States">Each through time.</param>
/// <param name="Newest">Each as it was at the end of the span; those that were gone by then are left out.</param>
/// <param name="Problems">A sentence for each version that cannot be used.</param>
/// <param name="Notes">What people should know besides.</param>
internal sealed record StatesThen(IReadOnlyList<PastState> States, IReadOnlyList<LoadedState> Newest, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes);
