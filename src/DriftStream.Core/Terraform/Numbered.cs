namespace DriftStream.Core.Terraform;

/// <summary>Gives equal things one number, counted from 0.</summary>
internal sealed class Numbered<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<T> _things = [];
    private int _last = -1;

    /// <summary>The things in the order of their numbers.</summary>
    public T[] ToArray() => [.. _things];

    /// <summary>The thing with a number.</summary>
    public T this[int number] => _things[number];

    /// <summary>The number of a thing.</summary>
    public int Of(T thing)
    {
        // Neighbours in a state are alike.
        if (_last >= 0 && EqualityComparer<T>.Default.Equals(_things[_last], thing))
        {
            return _last;
        }

        if (!_numbers.TryGetValue(thing, out _last))
        {
            _numbers.Add(thing, _last = _things.Count);
            _things.Add(thing);
        }

        return _last;
    }
}
