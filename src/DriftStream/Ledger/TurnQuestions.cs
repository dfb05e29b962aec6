using System.Text.Json;

namespace DriftStream.Ledger;

/// <summary>What a turn will be asked: many things at once instead of one for each event.</summary>
/// <param name="Events">Events that may have been judged before, as the database holds their ids.</param>
/// <param name="Drifts">Drifts that may be there.</param>
internal sealed record TurnQuestions(IReadOnlyCollection<(string EventId, string Account)> Events, IReadOnlyCollection<string> Drifts)
{
    /// <summary>Nothing.</summary>
    public static TurnQuestions None { get; } = new([], []);

    /// <summary>The values for the statements.</summary>
    public Asked Values => new(JsonSerializer.Serialize(Events.Select(e => e.EventId)), JsonSerializer.Serialize(Drifts));

    /// <summary>The questions about a group, by what is thought of its events before their turn.</summary>
    /// <param name="database">The ledger.</param>
    /// <param name="group">The group.</param>
    /// <param name="before">The deviations before it.</param>
    public static TurnQuestions About(LedgerDatabase database, TurnGroup group, Core.Judging.DeviationBook before)
    {
        List<WaitingEvent> events = [.. group.Items.OfType<WaitingEvent>()];
        return new(
            [.. events.Select(waiting => (database.Holdable(waiting.Key.EventId), database.Holdable(waiting.Key.Account))).Distinct()],
            [.. events.SelectMany(waiting => waiting.Drifts(before)).Distinct()]);
    }

    /// <summary>The values for the statements: arrays of JSON.</summary>
    /// <param name="Events">Ids of events.</param>
    /// <param name="Drifts">Ids of drifts.</param>
    internal sealed record Asked(string Events, string Drifts);
}
