using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging.Prospects;

namespace DriftStream.Replay.Scanning;

/// <summary>Decides about one record after the other: skipped with its proof, kept, or left to whoever reads JSON.</summary>
internal sealed class RecordReader(RecordFilter filter, IScanTaker taker, ScanCounts counts, LogWindow window)
{
    private readonly RecordKeys _keys = new();
    private readonly CallTable _calls = new(filter.Calls);
    private readonly ValueProbe _probe = new(filter.Keys);
    private readonly AskedRecords _asked = new(filter.Asked);
    private readonly GenericReader _generic = new(filter, taker, counts);

    /// <summary>The unknown calls that were skipped since the last time.</summary>
    public List<KeyValuePair<string, long>> TakeUnknown() => _calls.TakeUnknown();

    /// <summary>Takes the rest of a content that is no plain log file.</summary>
    public void TakeRest(byte[] content, EnvelopeCut cut, int known) => _generic.Take(content, cut, known);

    /// <summary>Takes a record and says how many items it came to.</summary>
    public int Take(LogScanner log, RecordSpan record, int number)
    {
        if (!record.IsCrowded && record.Length <= Envelope.MaxRecordBytes && !SpellsWithEscapes(record))
        {
            _keys.Read(window.Bytes, record);
            if (!_keys.IsDoubtful && Decide(record))
            {
                return 1;
            }
        }

        return TakeElement(log, record, number);
    }

    // As the only element of a list, so that it is told by its own place.
    private int TakeElement(LogScanner log, RecordSpan record, int number)
    {
        var element = window.Bytes.AsSpan(record.Start, record.Length);
        log.CountLines(element);
        ReadOnlySpan<byte> head = log.Head ?? LogSyntax.UsualHead;
        return _generic.Take([.. head, .. element, .. "]}"u8], new(head.Length, window.Start + record.Start - head.Length, number, Lines: 0), known: 0);
    }

    private bool SpellsWithEscapes(RecordSpan record)
    {
        for (var segment = 0; record.MayEscape && segment < record.Segments; segment++)
        {
            if (window.Bytes.AsSpan(record.From(segment)..record.To(segment)).Contains((byte)'\\'))
            {
                return true;
            }
        }

        return false;
    }

    // False where only a JSON reader can tell.
    private bool Decide(RecordSpan record)
    {
        if (!_keys.IsRefused && _keys.Request >= 0 && DryRuns.MayBeAsked(Nested(record, _keys.Request), record.MayEscape))
        {
            return false;
        }

        if (_keys.ReadOnly == Stated.Yes && !_keys.IsRefused && filter is { KeepsAll: false, AsksForAll: true } && IsNothingElse(window.Bytes.AsSpan(_keys.Source.Start)))
        {
            counts.Records++;
            counts.ReadOnly++;
            return true;
        }

        var call = _calls.Of(window.Bytes.AsSpan(_keys.Source), window.Bytes.AsSpan(_keys.Name));
        ReadOnlySpan<byte> session = [];
        if (call.IsForeign
            || (!_keys.IsRefused && call.Prospect.OpensSessions && !TryFindSession(record, call, out session))
            || Asks(record) is not { } isAsked)
        {
            return false;
        }

        counts.Records++;
        if (!session.IsEmpty)
        {
            counts.Openings++;
            taker.Opening(SessionHash.Of(session), window.Bytes.AsSpan(record.Start, record.Length), PlaceOf(record));
        }

        if (isAsked)
        {
            TakeAsked(record, call);
        }
        else
        {
            counts.LeftOut++;
        }

        return true;
    }

    // What opens sessions, sts and signin, and what is no CloudTrail record, aws:s3, begin otherwise.
    private static bool IsNothingElse(ReadOnlySpan<byte> source) => ((char)(source[0] | 0x20), (char)(source[1] | 0x20)) is not (('s', 't' or 'i') or ('a', 'w'));

    private void TakeAsked(RecordSpan record, KnownCall call)
    {
        if (filter.KeepsAll)
        {
            Keep(record, KeptFor.Judging);
        }
        else if (_keys.IsRefused)
        {
            counts.Refused++;
        }
        else if (_keys.ReadOnly == Stated.Yes || (_keys.ReadOnly == Stated.Nothing && call.Prospect.Reads))
        {
            counts.ReadOnly++;
        }
        else
        {
            TakeChange(record, call);
        }
    }

    private void TakeChange(RecordSpan record, KnownCall call)
    {
        switch (call.Prospect.Prospect)
        {
            case Prospect.Quiet:
                counts.Quiet++;
                break;
            case Prospect.Unknown:
                counts.Unknown++;
                call.Skipped++;
                break;
            case Prospect.ByNames when !_keys.IsOdd && !NamesSomethingHeld(record, call.Prospect):
                TakeUnheld(record, call);
                break;
            default:
                Keep(record, KeptFor.Judging);
                break;
        }
    }

    private void TakeUnheld(RecordSpan record, KnownCall call)
    {
        var creates = call.Prospect.Creates switch
        {
            Creating.Never => false,
            Creating.IfAnswered => _keys.Response >= 0,
            _ => call.HarmlessRequest is not { } harmless || _keys.Request < 0 || !IsHarmless(Nested(record, _keys.Request), harmless),
        };
        if (creates || MayClaimTerraform(record))
        {
            Keep(record, KeptFor.Creation);
        }
        else
        {
            counts.Unheld++;
        }
    }

    private bool MayClaimTerraform(RecordSpan record)
    {
        for (var segment = 0; segment < record.Segments; segment++)
        {
            if (TerraformAgents.MayBeIn(window.Bytes.AsSpan(record.From(segment)..record.To(segment))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsHarmless(ReadOnlySpan<byte> request, ReadOnlySpan<byte> start) =>
        request.StartsWith(start) && request[start.Length] != '"' && request[start.Length..].IndexOf(start[1..^2]) < 0;

    private bool NamesSomethingHeld(RecordSpan record, CallProspect call)
    {
        for (var segment = 0; segment + 1 < record.Segments; segment++)
        {
            var (from, to) = (record.To(segment), record.From(segment + 1));
            if (MayNameIt(window.Bytes.AsSpan(record.From(segment)..from), window.Bytes.AsSpan(from..to), call) && _probe.MayHold(window.Bytes, from, to, call, call.MayMeanOwner && !IsListOfResources(record, segment)))
            {
                return true;
            }
        }

        return false;
    }

    // Of the resources that AWS lists only the ARN says which one is meant.
    private bool IsListOfResources(RecordSpan record, int segment) => window.Bytes.AsSpan(record.From(segment)..record.To(segment)).EndsWith("\"resources\":["u8);

    // Who called and how says nothing about what was changed, but for users who change themselves.
    private static bool MayNameIt(ReadOnlySpan<byte> before, ReadOnlySpan<byte> nested, CallProspect call) =>
        before.EndsWith("\"userIdentity\":"u8) ? call.MayMeanCaller && nested.IndexOf("IAMUser"u8) >= 0 : !before.EndsWith("\"tlsDetails\":"u8);

    private bool TryFindSession(RecordSpan record, KnownCall call, out ReadOnlySpan<byte> key)
    {
        key = [];
        if (_keys.IsOdd || call.Prospect.Source != "sts.amazonaws.com")
        {
            return false;
        }

        var response = _keys.Response < 0 ? [] : Nested(record, _keys.Response);
        return (!record.MayEscape || !response.Contains((byte)'\\')) && OpenedKeys.TryFind(response, out key);
    }

    // Null where only a JSON reader can tell.
    private bool? Asks(RecordSpan record) => filter.AsksForAll ? true : _asked.Of(window.Bytes, record, _keys);

    private ReadOnlySpan<byte> Nested(RecordSpan record, int segment) => window.Bytes.AsSpan(record.To(segment)..record.From(segment + 1));

    private void Keep(RecordSpan record, KeptFor why)
    {
        counts.Kept++;
        taker.Keep(window.Bytes.AsSpan(record.Start, record.Length), PlaceOf(record), why);
    }

    private ScannedPlace PlaceOf(RecordSpan record) => new(window.Start + record.Start, record.Length);
}
