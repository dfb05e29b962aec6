using DriftStream.Core.Terraform;

namespace DriftStream.States;

/// <summary>A file that an argument stands for, before it is read.</summary>
/// <param name="Argument">The STATE as the user wrote it.</param>
/// <param name="Source">What its state will be called, and where it is.</param>
/// <param name="File">The file.</param>
/// <param name="IsNamed">The user gave the name, so it is kept.</param>
/// <param name="Origin">The place it comes from.</param>
internal sealed record FoundState(string Argument, StateSource Source, StateFile File, bool IsNamed, IStateSource Origin)
{
    /// <summary>Why the place could not tell what it holds; this is what was there before, or the place itself. Null: it could.</summary>
    public string? Problem { get; init; }
}
