using DriftStream.Core.Catalog;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.CloudTrail.Sessions;
using DriftStream.Core.Judging;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Replay.AsOf;
using DriftStream.Replay.Scanning;

namespace DriftStream.Replay;

/// <summary>Core's way from bytes to findings, with settings and states already given to it.</summary>
/// <param name="Split">Takes records out of their wrapping.</param>
/// <param name="Read">Reads one record.</param>
/// <param name="Decide">Judges one event.</param>
/// <param name="Explain">Judges one event and tells how; null where <paramref name="Decide"/> tells.</param>
/// <param name="Duplicate">The finding for an event that was judged before.</param>
internal sealed record JudgeDoor(
    Func<ReadOnlyMemory<byte>, IEnumerable<EnvelopeItem>> Split,
    Func<ReadOnlyMemory<byte>, CloudTrailEvent> Read,
    Func<CloudTrailEvent, DeviationBook, SessionBook, Judgement> Decide,
    Func<CloudTrailEvent, Finding> Duplicate,
    Func<CloudTrailEvent, DeviationBook, SessionBook, Judgement>? Explain = null)
{
    /// <summary>Judges one event of which it is proven that it names nothing that a state holds.</summary>
    public Func<CloudTrailEvent, SessionBook, Judgement>? DecideUnheld { get; init; }

    /// <summary>What is found of such an event as far as it alone decides; null where more does.</summary>
    public Func<CloudTrailEvent, UnheldFinding?>? FindUnheld { get; init; }

    /// <summary>By what is proven that a record need not be judged; null where every record is to be read and judged.</summary>
    public Func<ReplayFilter, Keeping, RecordFilter>? Filter { get; init; }

    /// <summary>The states through time; null where they stay as they are.</summary>
    public StateEras? Eras { get; init; }

    /// <summary>Opens the real one.</summary>
    public static JudgeDoor Open(JudgeSettings settings, IReadOnlyList<TerraformState> states)
    {
        var catalog = EventCatalog.Load();
        var index = StateIndex.Build(catalog, states);
        var judge = new Judge(catalog, settings);
        return new(
            Envelope.Split,
            EventReader.Read,
            (change, book, sessions) => judge.Decide(change, index, book, sessions),
            Judge.Duplicate,
            (change, book, sessions) => judge.Explain(change, index, book, sessions))
        {
            DecideUnheld = (change, sessions) => judge.DecideUnheld(change, index, sessions),
            FindUnheld = change => judge.FindUnheld(change, index),
            Filter = (asked, keeping) => keeping == Keeping.Whole ? RecordFilter.KeepAll(asked) : RecordFilter.For(catalog, index, asked),
        };
    }

    /// <summary>Opens the real one over states that changed: each event meets those of its time.</summary>
    public static JudgeDoor Open(JudgeSettings settings, StateEras eras)
    {
        var catalog = EventCatalog.Load();
        var judge = new Judge(catalog, settings);
        return new(
            Envelope.Split,
            EventReader.Read,
            (change, book, sessions) => judge.Decide(change, eras.At(change.Time), book, sessions),
            Judge.Duplicate,
            (change, book, sessions) => StatesStep.Before(judge.Explain(change, eras.At(change.Time), book, sessions), eras, change.Time))
        {
            Eras = eras,
            Filter = (asked, keeping) => keeping == Keeping.Whole ? RecordFilter.KeepAll(asked) : RecordFilter.For(catalog, eras.Ever, asked),
        };
    }
}
