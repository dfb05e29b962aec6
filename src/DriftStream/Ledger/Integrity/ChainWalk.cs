using DriftStream.Ledger.Lives;

namespace DriftStream.Ledger.Integrity;

/// <summary>One pass over the rows of the chain in their order.</summary>
/// <param name="keys">The keys that rows may have been made with.</param>
/// <param name="heads">Heads that were noted elsewhere.</param>
/// <param name="checkpoint">Where the chain goes on after old rows were removed. Believed only as far as its own row is sound, which the pass finds out.</param>
/// <param name="faults">Takes what is wrong.</param>
internal sealed class ChainWalk(IReadOnlyList<AuditKey> keys, IReadOnlyList<AuditHead> heads, AuditCheckpoint? checkpoint, FaultList faults)
{
    private readonly Dictionary<string, AuditKey> _keys = keys.DistinctBy(key => key.Id).ToDictionary(key => key.Id);
    private readonly Dictionary<long, string> _kept = checkpoint?.Kept.ToDictionary(kept => kept.Number, kept => kept.Previous) ?? [];
    private readonly HashSet<long> _met = [];
    private readonly Dictionary<(string, string), (AuditRow Row, string Now)> _changedVerdicts = [];
    private readonly Dictionary<string, string> _drifts = [];
    private readonly Dictionary<string, DecisionRow> _decisions = [];
    private readonly List<AuditHead> _confirmed = [];
    private readonly AuditForm _form = new();
    private readonly Dictionary<string, (long From, long To)> _foreign = [];
    private string? _previous = checkpoint?.Link ?? "";
    private long _last = checkpoint?.Through ?? 0;
    private AuditRow? _first;
    private AuditRow? _newest;
    private long _rows;
    private AuditBeginning? _before;

    /// <summary>Judged events that rows vouch for.</summary>
    public long Events { get; private set; }

    /// <summary>Findings that rows vouch for.</summary>
    public long Findings { get; private set; }

    /// <summary>What was there before the chain.</summary>
    public AuditBeginning Before => _before ?? new(0, 0, 0) { Decisions = 0 };

    /// <summary>Whether there is a chain at all.</summary>
    public bool HasRows => _rows > 0;

    /// <summary>Every drift as a row last said it was, by id.</summary>
    public IReadOnlyDictionary<string, string> Drifts => _drifts;

    /// <summary>Every decision as a row said it was, by id.</summary>
    public IReadOnlyDictionary<string, DecisionRow> Decisions => _decisions;

    /// <summary>Takes the next row.</summary>
    public void Take(AuditRow row, AuditedEvent? judged, IReadOnlyList<AuditedFinding> findings)
    {
        var isKept = row.Number <= (checkpoint?.Through ?? 0);
        var previous = isKept ? PreviousOfKept(row) : PreviousOf(row);
        Count(row);
        if (previous is not null)
        {
            Check(row, previous, judged, findings);
        }

        Learn(row, judged, findings);
        if (!isKept)
        {
            (_previous, _last) = (row.Link, row.Number);
        }
    }

    /// <summary>There are no more rows.</summary>
    public void End()
    {
        foreach (var lost in _kept.Keys.Where(number => !_met.Contains(number)).Order())
        {
            faults.Add(new AuditFault(lost, null, $"row {lost} is missing, which the checkpoint kept"));
        }

        foreach (var (key, (from, to)) in _foreign)
        {
            faults.Add(new AuditFault(from, null, $"rows {from} to {to} were made with the key {key}, which was not given: they prove nothing without it"));
        }

        foreach (var (row, now) in _changedVerdicts.Values.OrderBy(changed => changed.Row.Number))
        {
            faults.Add(row, $"the verdict of event {row.Subject} was {row.Verdict} and is now {now}");
        }

        foreach (var head in heads.Where(head => head.Number > _last))
        {
            faults.Add(new AuditFault(_last + 1, _newest?.WrittenAt, $"the chain was cut off: it ends at row {_last}, and the noted head {head} shows that it went on"));
        }
    }

    /// <summary>What was found.</summary>
    public AuditReport Report() => new()
    {
        Faults = faults.First,
        FaultCount = faults.Count,
        Rows = _rows,
        Events = Events,
        Findings = Findings,
        Head = _newest is null ? AuditHead.None : new(_newest.Number, _newest.Link),
        HeadAt = _newest?.WrittenAt,
        FirstAt = _first?.WrittenAt,
        Before = _before,
        Checkpoint = checkpoint,
        Confirmed = _confirmed,
        Removed = [.. heads.Where(head => head.Number <= checkpoint?.Through && !_kept.ContainsKey(head.Number))],
    };

    private void Count(AuditRow row)
    {
        _rows++;
        _first ??= row;
        _newest = row;
        Events += row.Kind == AuditKind.Event ? 1 : 0;
        Findings += row.Findings;
        _met.Add(_kept.ContainsKey(row.Number) ? row.Number : 0);
        foreach (var head in heads.Where(head => head.Number == row.Number))
        {
            if (head.Fits(row.Link))
            {
                _confirmed.Add(head);
            }
            else
            {
                faults.Add(row, $"row {row.Number} is not the one that was noted as {head}: the chain was written anew up to there");
            }
        }
    }

    private string? PreviousOfKept(AuditRow row)
    {
        if (_kept.TryGetValue(row.Number, out var previous))
        {
            return previous;
        }

        faults.Add(row, $"row {row.Number} was inserted: the checkpoint says that it was removed");
        return null;
    }

    private string? PreviousOf(AuditRow row)
    {
        if (row.Number == _last + 1)
        {
            return _previous;
        }

        var gap = row.Number == _last + 2 ? $"row {_last + 1} is missing" : $"rows {_last + 1} to {row.Number - 1} are missing";
        faults.Add(new AuditFault(_last + 1, _newest?.WrittenAt, $"{gap}; the next one was written at {row.WrittenAt.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"));
        return null;
    }

    private void Check(AuditRow row, string previous, AuditedEvent? judged, IReadOnlyList<AuditedFinding> findings)
    {
        if (!_keys.TryGetValue(row.KeyId, out var key))
        {
            var from = _foreign.TryGetValue(row.KeyId, out var span) ? span.From : row.Number;
            _foreign[row.KeyId] = (from, row.Number);
            return;
        }

        if (key.Sign(_form.Of(previous, row, judged, findings)) == row.Link)
        {
            return;
        }

        faults.Add(row, row switch
        {
            { Kind: AuditKind.Event } when judged is null => $"event {row.Subject} is missing, and row {row.Number} says that it was judged",
            _ when findings.Count < row.Findings => $"{row.Findings - findings.Count} of {row.Findings} findings of {About(row)} are missing",
            _ => $"{About(row)} is not what was written: it{(row.Findings > 0 ? " or one of its findings" : "")} was altered, moved or inserted",
        });
    }

    private static string About(AuditRow row) => row.Kind == AuditKind.Event ? $"event {row.Subject} (row {row.Number})" : $"row {row.Number} ({row.Kind})";

    private void Learn(AuditRow row, AuditedEvent? judged, IReadOnlyList<AuditedFinding> findings)
    {
        if (judged is not null && judged.Verdict != row.Verdict)
        {
            _changedVerdicts[(row.Subject, row.Account)] = (row, judged.Verdict);
        }

        // A call that was held gets its verdict when the hold ends, with a finding of its own.
        foreach (var finding in row.Kind == AuditKind.Work ? findings : [])
        {
            if (_changedVerdicts.TryGetValue((finding.EventId, finding.Account), out var changed) && changed.Now == finding.Verdict)
            {
                _changedVerdicts.Remove((finding.EventId, finding.Account));
            }
        }

        LearnBody(row);
    }

    private void LearnBody(AuditRow row)
    {
        if (row is { Kind: AuditKind.Begin, Body: { } begun })
        {
            _before ??= AuditJson.Read(begun, AuditJson.Default.AuditBeginning);
        }

        if (row is { Kind: AuditKind.Decision, Body: { } decided } && AuditJson.Read(decided, AuditJson.Default.DecisionRow) is { } decision)
        {
            _decisions[decision.Id] = decision;
        }

        foreach (var drift in AuditedDrift.In(row))
        {
            _drifts[drift.Id] = drift.Told.GetRawText();
        }
    }
}
