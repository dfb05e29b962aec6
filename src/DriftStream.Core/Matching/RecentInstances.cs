using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>
/// A few of the instances that were made last, so that one event does not read the same attributes again for each of its questions.
/// A place for each remainder of a hash: any number of threads may use it, and at worst an instance is made twice.
/// </summary>
internal sealed class RecentInstances
{
    private const int Places = 512;
    private readonly ResourceInstance?[] _places = new ResourceInstance?[Places];

    /// <summary>The instance with a number in its segment.</summary>
    public ResourceInstance Of(Placed placed, int number)
    {
        var table = placed.Segment.Table;
        ref var place = ref _places[(uint)(placed.Base + number) % Places];
        return place is { } known && ReferenceEquals(known.Table, table) && known.Number == number ? known : place = table[number];
    }
}
