using DriftStream.Configuration;
using DriftStream.Ledger;

namespace DriftStream.Commands;

/// <summary>What the service's ledger says of events whose effect is not known.</summary>
/// <param name="Met">The events, the most frequent first; null where there is no ledger to ask.</param>
/// <param name="Problem">Why there is none; null where there is one.</param>
internal sealed record UnknownEvents(IReadOnlyList<UnknownEvent>? Met, string? Problem)
{
    /// <summary>Asks the ledger; that there is none is no error.</summary>
    public static UnknownEvents Of(LoadedConfiguration configuration, Surroundings around, ProgramParts parts)
    {
        try
        {
            return new(parts.FindUnknown(configuration, around.Folder), null);
        }
        catch (LedgerUnavailableException unavailable)
        {
            return new(null, unavailable.Message);
        }
    }
}
