using DriftStream.Core.Terraform;

namespace DriftStream.States;

/// <summary>One state that was asked for: read, or a sentence why not.</summary>
/// <param name="Source">Its name and where it is.</param>
/// <param name="State">What was read; null where it could not be.</param>
/// <param name="Problem">Why it could not be read; null where it was.</param>
/// <param name="Written">When it was written last; null where its place does not tell.</param>
internal sealed record LoadedState(StateSource Source, TerraformState? State, string? Problem, DateTimeOffset? Written)
{
    /// <summary>What a user should know of how it came after the one before; null: as usual.</summary>
    public string? Note { get; init; }

    /// <summary>Its place did not hand it out, so asking again may help though nobody writes it.</summary>
    public bool MayPass { get; init; }
}
