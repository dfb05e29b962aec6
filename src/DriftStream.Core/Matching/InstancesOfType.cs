using System.Collections;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>The instances of one type in all states, each made when it is reached.</summary>
internal sealed class InstancesOfType : IReadOnlyList<ResourceInstance>
{
    private readonly List<(Placed Placed, ReadOnlyMemory<int> Numbers)> _parts = [];
    private readonly RecentInstances _recent;

    private InstancesOfType(RecentInstances recent) => _recent = recent;

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public ResourceInstance this[int index]
    {
        get
        {
            foreach (var (placed, numbers) in _parts)
            {
                if (index < numbers.Length)
                {
                    return _recent.Of(placed, numbers.Span[index]);
                }

                index -= numbers.Length;
            }

            throw new ArgumentOutOfRangeException(nameof(index));
        }
    }

    /// <summary>The lists of all types.</summary>
    public static Dictionary<string, InstancesOfType> Of(IReadOnlyList<Placed> placed, RecentInstances recent)
    {
        var lists = new Dictionary<string, InstancesOfType>(StringComparer.Ordinal);
        foreach (var one in placed)
        {
            foreach (var type in one.Segment.Types)
            {
                if (!lists.TryGetValue(type, out var list))
                {
                    lists.Add(type, list = new(recent));
                }

                list.Add(one, one.Segment.OfType(type));
            }
        }

        return lists;
    }

    /// <inheritdoc/>
    public IEnumerator<ResourceInstance> GetEnumerator()
    {
        foreach (var (placed, numbers) in _parts)
        {
            for (var i = 0; i < numbers.Length; i++)
            {
                yield return _recent.Of(placed, numbers.Span[i]);
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private void Add(Placed placed, ReadOnlyMemory<int> numbers)
    {
        _parts.Add((placed, numbers));
        Count += numbers.Length;
    }
}
