namespace DriftStream.Replay.Ordering;

/// <summary>Several sorted runs as one: a heap with the run on top whose entry comes first.</summary>
internal sealed class MergedRun : ISortedRun
{
    private readonly List<ISortedRun> _heap = [];
    private bool _begun;

    public MergedRun(IEnumerable<ISortedRun> runs)
    {
        _heap.AddRange(runs.Where(r => r.MoveNext()));
        for (var at = (_heap.Count / 2) - 1; at >= 0; at--)
        {
            Sink(at);
        }
    }

    public SortEntry Current => _heap[0].Current;

    public ReadOnlySpan<byte> CurrentBytes => _heap[0].CurrentBytes;

    public bool MoveNext()
    {
        if (_heap.Count == 0)
        {
            return false;
        }

        if (_begun && !_heap[0].MoveNext())
        {
            _heap[0] = _heap[^1];
            _heap.RemoveAt(_heap.Count - 1);
        }

        if (_begun)
        {
            Sink(0);
        }

        _begun = true;
        return _heap.Count > 0;
    }

    private void Sink(int at)
    {
        for (var child = (2 * at) + 1; child < _heap.Count; child = (2 * at) + 1)
        {
            if (child + 1 < _heap.Count && _heap[child + 1].Current.CompareTo(_heap[child].Current) < 0)
            {
                child++;
            }

            if (_heap[at].Current.CompareTo(_heap[child].Current) <= 0)
            {
                return;
            }

            (_heap[at], _heap[child]) = (_heap[child], _heap[at]);
            at = child;
        }
    }
}
