using DriftStream.Configuration;
using DriftStream.Ledger;
using Microsoft.Extensions.Options;

namespace DriftStream.Commands;

/// <summary>Looks events up in the configured ledger, also while the service writes it.</summary>
internal static class KeptEvents
{
    /// <summary>What the ledger keeps of an event; null where it does not know the event.</summary>
    /// <exception cref="LedgerUnavailableException">There is no ledger, or it cannot be read.</exception>
    public static KeptEvent? Find(LoadedConfiguration configuration, string folder, string eventId) =>
        Queries(configuration, folder).FindEvent(eventId);

    /// <summary>The events met so far whose effect is not known.</summary>
    /// <exception cref="LedgerUnavailableException">There is no ledger, or it cannot be read.</exception>
    public static IReadOnlyList<UnknownEvent> Unknown(LoadedConfiguration configuration, string folder) => Queries(configuration, folder).UnknownEvents();

    private static LedgerQueries Queries(LoadedConfiguration configuration, string folder) =>
        new(Database(configuration, folder));

    /// <summary>The configured ledger, not opened yet.</summary>
    public static LedgerDatabase Database(LoadedConfiguration configuration, string folder) =>
        new(Options.Create(OptionsOf(configuration, folder)), TimeProvider.System);

    private static LedgerOptions OptionsOf(LoadedConfiguration configuration, string folder)
    {
        var options = configuration.Values.GetSection(LedgerOptions.Section).Get<LedgerOptions>() ?? new LedgerOptions();
        options.Folder = folder;
        var checkedOptions = new LedgerOptions.Validator().Validate(null, options);
        return checkedOptions.Failed
            ? throw new OptionsValidationException(LedgerOptions.Section, typeof(LedgerOptions), checkedOptions.Failures)
            : options;
    }
}
