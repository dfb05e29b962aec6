using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;

namespace DriftStream.Replay.Ordering;

/// <summary>One record on its way through judging.</summary>
/// <param name="At">Where its bytes lie in its batch; empty where only its verdict counts.</param>
/// <param name="Tag">What is known of it: see <see cref="RecordTag"/>.</param>
/// <param name="IsRepeat">Whether its id was judged before.</param>
/// <param name="Sessions">The sessions that are known at its time.</param>
internal sealed record JudgingItem(Range At, int Tag, bool IsRepeat, SessionBook Sessions)
{
    private readonly DeviationReads _reads = new();
    private DeviationBook _seen = DeviationBook.Empty;

    /// <summary>Its id.</summary>
    public required string Id { get; init; }

    /// <summary>When it happened, UTC.</summary>
    public required long Ticks { get; init; }

    /// <summary>Its verdict, where that is all that counts.</summary>
    public Verdict? Settled => RecordTag.Settled(Tag);

    /// <summary>The finding on what it made, where only that was kept of it; null for repeats too.</summary>
    public Finding? Made { get; private set; }

    private bool IsUnheld => RecordTag.IsUnheld(Tag);

    /// <summary>The event; null where only its verdict counts, or before it was read.</summary>
    public CloudTrailEvent? Change { get; private set; }

    /// <summary>What judging it gave; null for repeats too.</summary>
    public Judgement? Judgement { get; private set; }

    /// <summary>Reads and judges it with a book that may not be the right one, and tells what the book would be after it.</summary>
    public DeviationBook Judge(JudgeDoor door, ReadOnlyMemory<byte> bytes, DeviationBook book)
    {
        if (Settled is not null)
        {
            return book;
        }

        if (Tag == RecordTag.Made)
        {
            Made = IsRepeat ? null : MadeSomething.Read(bytes[At], Id, new(Ticks, TimeSpan.Zero), Sessions);
            return book;
        }

        Change = door.Read(bytes[At]);
        if (IsRepeat)
        {
            return book;
        }

        if (IsUnheld && door.DecideUnheld is { } decide)
        {
            Judgement = decide(Change, Sessions);
            return book;
        }

        _seen = book;
        Judgement = door.Decide(Change, book.Noting(_reads), Sessions);
        return After(book);
    }

    /// <summary>Takes the judgement as it is if it would be the same with the right book, else judges once more; tells the book after it.</summary>
    public DeviationBook Settle(JudgeDoor door, DeviationBook book)
    {
        if (Judgement is null || (IsUnheld && door.DecideUnheld is not null))
        {
            return book;
        }

        if (!_reads.AreSame(_seen, book))
        {
            Judgement = door.Decide(Change!, book, Sessions);
        }

        return After(book);
    }

    private DeviationBook After(DeviationBook book)
    {
        var judged = Judgement!;
        foreach (var address in judged.Changed)
        {
            book = book.With(address, judged.Deviations.Of(address));
        }

        return book;
    }
}
