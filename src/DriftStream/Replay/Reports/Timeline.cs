using DriftStream.Core.Judging;

namespace DriftStream.Replay.Reports;

/// <summary>Findings counted over time. Whatever the span, there are at most so many columns: when it grows, they become wider.</summary>
internal sealed class Timeline(TimeZoneInfo zone)
{
    private const int MostColumns = 96;

    // Each divides the next one, so that narrow columns can be put together to wide ones.
    private static readonly TimeSpan[] Widths =
    [
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(3), TimeSpan.FromHours(6),
        TimeSpan.FromHours(12), TimeSpan.FromDays(1), TimeSpan.FromDays(7), TimeSpan.FromDays(28), TimeSpan.FromDays(364), TimeSpan.FromDays(36_400),
    ];

    private SortedDictionary<long, TimelineColumn> _columns = [];
    private int _width;
    private long _first = long.MaxValue;
    private long _last = long.MinValue;

    /// <summary>How much time a column stands for.</summary>
    public TimeSpan Width => Widths[_width];

    /// <summary>The columns that hold something, in order.</summary>
    public IEnumerable<TimelineColumn> Columns => _columns.Values;

    /// <summary>How many columns there are from the first to the last, empty ones included.</summary>
    public long Span => _columns.Count == 0 ? 0 : _last - _first + 1;

    /// <summary>Counts one finding.</summary>
    public void Add(Finding finding)
    {
        var local = TimeZoneInfo.ConvertTime(finding.Event.Time, zone).DateTime;
        var number = local.Ticks / Width.Ticks;
        Column(_columns, number).Add(finding);
        (_first, _last) = (Math.Min(_first, number), Math.Max(_last, number));
        while (Span > MostColumns && _width < Widths.Length - 1)
        {
            Widen();
        }
    }

    /// <summary>Where a column lies, counted from the first one.</summary>
    public int PlaceOf(TimelineColumn column) => (int)(column.Number - _first);

    /// <summary>When a column begins, by the clock of the zone.</summary>
    public DateTime BeginningAt(int place) => new((_first + place) * Width.Ticks);

    private void Widen()
    {
        var times = Widths[_width + 1].Ticks / Width.Ticks;
        var wide = new SortedDictionary<long, TimelineColumn>();
        foreach (var (number, column) in _columns)
        {
            Column(wide, number / times).Add(column);
        }

        (_columns, _width, _first, _last) = (wide, _width + 1, _first / times, _last / times);
    }

    private static TimelineColumn Column(SortedDictionary<long, TimelineColumn> columns, long number) =>
        columns.TryGetValue(number, out var known) ? known : columns[number] = new(number);
}
