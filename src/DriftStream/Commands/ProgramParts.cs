using DriftStream.Configuration;
using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.Replay;

namespace DriftStream.Commands;

/// <summary>What the verbs are made of, so that a test can put something else in its place.</summary>
internal sealed record ProgramParts
{
    /// <summary>Opens the way from bytes to findings.</summary>
    public Func<JudgeSettings, IReadOnlyList<TerraformState>, JudgeDoor> OpenDoor { get; init; } = JudgeDoor.Open;

    /// <summary>Reads the states that the entries stand for; paths are relative to the folder.</summary>
    public Func<IReadOnlyList<StateEntry>, string, CancellationToken, Task<FoundStates>> FindStates { get; init; } =
        StateFinder.FindAsync;

    /// <summary>The record of an event in the ledger; null where the ledger does not hold it.</summary>
    public Func<LoadedConfiguration, string, CancellationToken, Task<ReadOnlyMemory<byte>?>> FindRecord { get; init; } =
        (_, _, _) => Task.FromResult<ReadOnlyMemory<byte>?>(null);
}

/// <summary>The states that could be read.</summary>
/// <param name="States">What is of use.</param>
/// <param name="Problems">A sentence for each that is of none.</param>
internal sealed record FoundStates(IReadOnlyList<FoundState> States, IReadOnlyList<string> Problems);

/// <summary>One state and where it came from.</summary>
/// <param name="State">The state.</param>
/// <param name="Source">Its file or address.</param>
/// <param name="Written">When it was written last; null where the source does not tell.</param>
internal sealed record FoundState(TerraformState State, string Source, DateTimeOffset? Written);
