using DriftStream.Core.Terraform;

namespace DriftStream.States;

/// <summary>A file that an argument stands for, before it is read.</summary>
/// <param name="Argument">The STATE as the user wrote it.</param>
/// <param name="Source">What its state will be called, and where it is.</param>
/// <param name="File">The file.</param>
/// <param name="IsNamed">The user gave the name, so it is kept.</param>
internal sealed record FoundState(string Argument, StateSource Source, StateFile File, bool IsNamed);
