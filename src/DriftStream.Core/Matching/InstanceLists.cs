namespace DriftStream.Core.Matching;

/// <summary>Lists of instance numbers, one behind the other in one array: room, length, numbers. A list that outgrows its room moves to the end.</summary>
internal sealed class InstanceLists
{
    private const int Head = 2;
    private int[] _cells = [];
    private int _length;
    private int _idle;

    /// <summary>Whether lists that moved or ended have left behind more than there is.</summary>
    public bool IsWasteful => _idle > 1024 && _idle > _length / 2;

    /// <summary>The same, to be changed apart.</summary>
    public InstanceLists Copy() => new() { _cells = _cells.AsSpan(0, _length).ToArray(), _length = _length, _idle = _idle };

    /// <summary>The numbers of a list.</summary>
    public ReadOnlyMemory<int> Of(int list) => _cells.AsMemory(list + Head, _cells[list + 1]);

    /// <summary>A new list.</summary>
    public int Add(ReadOnlySpan<int> numbers) => Add(numbers, numbers.Length);

    /// <summary>Puts a number into a list, before the first one that has to come later.</summary>
    /// <returns>Where the list is now.</returns>
    public int Insert(int list, int number, Predicate<int> comesLater)
    {
        var length = _cells[list + 1];
        if (length == _cells[list])
        {
            Drop(list);
            list = Add(Of(list).Span, length + Math.Max(2, length / 2));
        }

        var cells = _cells.AsSpan(list + Head, length + 1);
        var at = length;
        if (length > 0 && comesLater(cells[length - 1]))
        {
            at = FirstLater(cells[..length], comesLater);
            cells[at..length].CopyTo(cells[(at + 1)..]);
        }

        cells[at] = number;
        _cells[list + 1]++;
        return list;
    }

    /// <summary>Takes the numbers of a range out of a list.</summary>
    /// <returns>How many are left.</returns>
    public int RemoveRange(int list, int start, int count)
    {
        var cells = _cells.AsSpan(list + Head, _cells[list + 1]);
        var kept = 0;
        foreach (var number in cells)
        {
            if (number < start || number >= start + count)
            {
                cells[kept++] = number;
            }
        }

        return _cells[list + 1] = kept;
    }

    /// <summary>Becomes what another one is, without room to spare.</summary>
    public void TakeOver(InstanceLists other)
    {
        _cells = other._cells.AsSpan(0, other._length).ToArray();
        _length = other._length;
        _idle = 0;
    }

    /// <summary>Nobody needs a list any more.</summary>
    public void Drop(int list) => _idle += Head + _cells[list];

    private int Add(ReadOnlySpan<int> numbers, int room)
    {
        var list = _length;
        if (list + Head + room > _cells.Length)
        {
            Array.Resize(ref _cells, Math.Max(list + Head + room, _cells.Length + (_cells.Length / 2)));
        }

        _cells[list] = room;
        _cells[list + 1] = numbers.Length;
        numbers.CopyTo(_cells.AsSpan(list + Head));
        _length = list + Head + room;
        return list;
    }

    private static int FirstLater(ReadOnlySpan<int> numbers, Predicate<int> comesLater)
    {
        int low = 0, high = numbers.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = comesLater(numbers[middle]) ? (low, middle) : (middle + 1, high);
        }

        return low;
    }
}
