using DriftStream.Core.Judging;
using DriftStream.Core.Terraform;
using DriftStream.States;

namespace DriftStream.Commands;

/// <summary>One state that was asked for: read, or a sentence why not.</summary>
/// <param name="Source">Its name and where it is.</param>
/// <param name="State">What was read; null where it could not be.</param>
/// <param name="Problem">Why it could not be read; null where it was.</param>
/// <param name="Written">When it was written last; null where its source does not tell.</param>
internal sealed record StateInUse(StateSource Source, TerraformState? State, string? Problem, DateTimeOffset? Written)
{
    /// <summary>Who applies to it; null: nobody, as far as its place can tell.</summary>
    public ApplyWindow? Window { get; init; }

    /// <summary>A state as it was read.</summary>
    public static StateInUse Of(LoadedState loaded) => new(loaded.Source, loaded.State, loaded.Problem, loaded.Written);

    /// <summary>Everything that is wrong with it.</summary>
    public IReadOnlyList<string> Problems => Problem is null ? State?.Problems ?? [] : [Problem];
}
