using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using Microsoft.Extensions.Options;

namespace DriftStream.Ledger.Lives;

/// <summary>Knows until when held calls may wait.</summary>
internal sealed class HoldBook(IOptions<HoldOptions> options, IApplyWindows windows)
{
    /// <summary>The rows of the calls that an event's judgement holds.</summary>
    public IReadOnlyList<HoldRow> RowsOf(CloudTrailEvent change, Judgement judgement, DateTimeOffset now) =>
    [
        .. judgement.Held.Select((call, i) => new HoldRow
        {
            EventId = change.Id,
            Account = change.Account ?? "",
            Number = i,
            State = call.Address?.State,
            Lineage = call.Address?.Lineage,
            Address = call.Address?.Address,
            Type = call.Type,
            ResourceId = call.ResourceId,
            Finding = call.Unconfirmed is { } finding ? FindingJson.ToJson(finding) : null,
            CalledAt = change.Time.ToUnixTimeMilliseconds(),
            HeldAt = now.ToUnixTimeMilliseconds(),
            Deadline = Deadline(call.Address?.State, now, change.Time, now).ToUnixTimeMilliseconds(),
        }),
    ];

    /// <summary>Until when a call that waits may go on waiting, by what is known of applies now.</summary>
    public DateTimeOffset Deadline(HoldRow row, DateTimeOffset now) =>
        Deadline(row.State, DateTimeOffset.FromUnixTimeMilliseconds(row.HeldAt), DateTimeOffset.FromUnixTimeMilliseconds(row.CalledAt), now);

    /// <summary>Whether the written end of a hold must be corrected; while an apply goes on, not every second.</summary>
    public static bool IsWrong(HoldRow row, DateTimeOffset deadline) =>
        DateTimeOffset.FromUnixTimeMilliseconds(row.Deadline) is var written && (deadline < written || deadline - written > TimeSpan.FromMinutes(1));

    private DateTimeOffset Deadline(string? state, DateTimeOffset heldAt, DateTimeOffset calledAt, DateTimeOffset now) =>
        options.Value.Deadline(heldAt, calledAt, state is null ? null : windows.Known.GetValueOrDefault(state), now);
}
