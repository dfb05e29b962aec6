using DriftStream.Core.Judging;

namespace DriftStream.Replay.Reports;

/// <summary>As many findings as a page can bear: the worst ones, of equals the earliest, so that memory has a bound.</summary>
internal sealed class KeptRows(int limit, long sizeLimit)
{
    // The first one to go has the lowest priority: the least severe, of equals the latest.
    private readonly PriorityQueue<Kept, (Severity Severity, long Place)> _rows = new();
    private long _offered;
    private long _size;

    /// <summary>How many findings there were.</summary>
    public long Offered => _offered;

    /// <summary>Those that were kept, in the order in which they came.</summary>
    public IEnumerable<ReportRow> InOrder => _rows.UnorderedItems.OrderBy(item => item.Element.Number).Select(item => item.Element.Row);

    /// <summary>How many were kept.</summary>
    public int Count => _rows.Count;

    /// <summary>Takes a finding, if it is worth a place.</summary>
    public void Offer(Finding finding, Func<Finding, ReportRow> write)
    {
        var number = _offered++;
        if (IsFull && _rows.TryPeek(out _, out var least) && finding.Severity <= least.Severity)
        {
            return;
        }

        var row = write(finding);
        _rows.Enqueue(new(number, row), (finding.Severity, -number));
        _size += SizeOf(row);
        while (_rows.Count > limit || (_size > sizeLimit && _rows.Count > 1))
        {
            _size -= SizeOf(_rows.Dequeue().Row);
        }
    }

    private bool IsFull => _rows.Count >= limit || _size >= sizeLimit;

    private static long SizeOf(ReportRow row) => row.Start.Html.Length + row.Middle.Html.Length + row.End.Html.Length;

    private sealed record Kept(long Number, ReportRow Row);
}
