using System.Collections.Concurrent;
using DriftStream.Configuration;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Ledger;
using DriftStream.Telemetry;

namespace DriftStream.Ingest;

/// <summary>The one way of an event through the live service: envelope, judge, ledger. Queue and HTTP intake both end here.</summary>
internal sealed partial class DriftPipeline(
    LedgerWriter ledger, CurrentSettings settings, Signals signals, ILogger<DriftPipeline> logger, HearEvent? hear = null)
{
    private const int DetailTypeLimit = 100;
    private const int DetailTypeLength = 80;
    private const string OtherDetailTypes = "other";
    private readonly ConcurrentDictionary<string, long> _notCloudTrail = new();
    private long _otherAccounts;

    /// <summary>A pipeline whose settings stay as they are.</summary>
    public DriftPipeline(LedgerWriter ledger, JudgeSettings settings, ILogger<DriftPipeline> logger)
        : this(ledger, new CurrentSettings(settings), new Signals(TimeProvider.System), logger)
    {
    }

    /// <summary>What came that is no CloudTrail record, by detail type, since the start. Past a hundred types the rest is <c>other</c>.</summary>
    public IReadOnlyDictionary<string, long> NotCloudTrail => _notCloudTrail;

    /// <summary>How many events of accounts that are not in <c>Accounts</c> were dropped since the start.</summary>
    public long OtherAccounts => Interlocked.Read(ref _otherAccounts);

    /// <summary>Takes one message of any envelope kind; completes when everything in it is committed to the ledger.</summary>
    /// <exception cref="UnreadableMessageException">An item of the message cannot be read; its readable neighbours are committed all the same.</exception>
    /// <exception cref="LedgerUnavailableException">Nothing can be recorded now: the message must come again.</exception>
    public Task<IntakeResult> ProcessAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation) => ProcessAsync(message, hear, cancellation);

    /// <summary>Takes what was fetched later: the same, but nobody is heard by it.</summary>
    /// <inheritdoc cref="ProcessAsync(ReadOnlyMemory{byte}, CancellationToken)"/>
    public Task<IntakeResult> ProcessPastAsync(ReadOnlyMemory<byte> message, CancellationToken cancellation) => ProcessAsync(message, null, cancellation);

    private async Task<IntakeResult> ProcessAsync(ReadOnlyMemory<byte> message, HearEvent? heard, CancellationToken cancellation)
    {
        var content = MessageContent.Read(message);
        foreach (var detailType in content.NotCloudTrail)
        {
            Count(detailType);
        }

        List<CloudTrailEvent> ours = [.. content.Events.Where(IsOurs)];
        ours.ForEach(change => heard?.Invoke(change));

        // All of a message wait for the same commit, instead of one commit each.
        var receipts = await Task.WhenAll(ours.Select(change => RecordAsync(change, cancellation)));
        return content.Unreadable.Count == 0
            ? new(
                receipts.Count(r => r.Outcome == LedgerOutcome.Judged),
                receipts.Count(r => r.Outcome == LedgerOutcome.Duplicate),
                content.NotCloudTrail.Count)
            : throw new UnreadableMessageException(Sentence(content));
    }

    private async Task<LedgerReceipt> RecordAsync(CloudTrailEvent change, CancellationToken cancellation)
    {
        signals.Begin(change);
        var receipt = await ledger.RecordAsync(change, cancellation);
        if (receipt.Outcome == LedgerOutcome.Duplicate)
        {
            signals.Repeated();
        }
        else
        {
            signals.Committed(change, receipt.Findings);
        }

        return receipt;
    }

    private static string Sentence(MessageContent content)
    {
        var readable = content.ItemCount - content.Unreadable.Count;
        return $"{content.Unreadable.Count} of {content.ItemCount} items of the message cannot be read ({content.Unreadable[0]}); " +
            (readable == 0 ? "nothing of it is recorded." : $"the other {readable} {(readable == 1 ? "is" : "are")} recorded.");
    }

    private bool IsOurs(CloudTrailEvent change)
    {
        var accounts = settings.Judge.Accounts;
        if (accounts.Count == 0 || (change.Account is { } account && accounts.Contains(account)))
        {
            return true;
        }

        Interlocked.Increment(ref _otherAccounts);
        signals.Dropped("other-account");
        OtherAccount(change.Id, change.Account);
        return false;
    }

    private void Count(string received)
    {
        var detailType = ForeignText.OneLine(received, DetailTypeLength);
        var counted = _notCloudTrail.ContainsKey(detailType) || _notCloudTrail.Count < DetailTypeLimit ? detailType : OtherDetailTypes;
        _notCloudTrail.AddOrUpdate(counted, 1, (_, count) => count + 1);
        signals.Dropped("not-cloudtrail");
        NoRecord(counted);
    }

    [LoggerMessage(1080, LogLevel.Debug, "Event {EventId} of account {Account} is dropped: the account is not in Accounts")]
    private partial void OtherAccount(string eventId, string? account);

    [LoggerMessage(1081, LogLevel.Debug, "A message of detail type {DetailType} is no CloudTrail record; it is counted and dropped")]
    private partial void NoRecord(string detailType);
}

/// <summary>What became of one message.</summary>
/// <param name="Judged">Records judged now.</param>
/// <param name="Duplicates">Records that the ledger already held.</param>
/// <param name="NotCloudTrail">Items that are no CloudTrail records (other detail types): counted, not judged.</param>
internal sealed record IntakeResult(int Judged, int Duplicates, int NotCloudTrail);

/// <summary>A message that will never be readable: it belongs into the dead-letter queue. The message is one sentence without the body.</summary>
internal sealed class UnreadableMessageException(string message) : Exception(message);
