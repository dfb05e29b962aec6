namespace DriftStream.Core.Terraform;

/// <summary>Reads the versions of one state, the oldest first, and keeps of each only what the one before it has not.</summary>
/// <param name="source">Where the state is.</param>
/// <param name="keep">Keeps bytes for as long as the versions are in use.</param>
public sealed class StateVersionsBuilder(StateSource source, Func<ReadOnlyMemory<byte>, StateContent> keep)
{
    // Places in a content are whole numbers of 32 bits.
    private const long MostOfPool = 1L << 30;
    private readonly List<StoredVersion> _versions = [];
    private readonly List<InstancePool> _pools = [];
    private readonly List<RowRun> _runs = [];
    private InstanceTable? _before;

    /// <summary>How many versions there are.</summary>
    public int Count => _versions.Count;

    /// <summary>Reads a version and adds it.</summary>
    /// <param name="content">The state; it must not change before the next one was added, or the last.</param>
    /// <exception cref="StateUnreadableException">It is no state, encrypted, broken or of an unknown version; it is not added.</exception>
    public void Add(ReadOnlyMemory<byte> content)
    {
        var state = StateReader.Read(content, source);
        var table = InstanceTable.Of(state);
        if (_pools is not [.., var pool] || pool.Length + content.Length > MostOfPool)
        {
            _pools.Add(pool = new(keep));
            _before = null;
        }

        AddChanges(table, pool);
        _versions.Add(new(Head(state), pool, [.. _runs]));
        _runs.Clear();
        _before = table;
    }

    /// <summary>All that was added. Nothing can be added any more.</summary>
    public StateVersions Build()
    {
        _before = null;
        return new(_versions, [.. _pools.Select(Everything)]);
    }

    private TerraformState Head(TerraformState state)
    {
        var others = _versions is [.., var last] && last.Head.OtherProviders.SequenceEqual(state.OtherProviders) ? last.Head.OtherProviders : state.OtherProviders;
        return state with { Instances = [], OtherProviders = others };
    }

    private TerraformState Everything(InstancePool pool)
    {
        var all = pool.Close(source);
        return new(source.Name, Version: 4, TerraformVersion: null, Lineage: "", Serial: 0, all, OtherInstances: 0, []);
    }

    // Terraform writes resources in one order, so most of them stand where the one before ended.
    private void AddChanges(InstanceTable now, InstancePool pool)
    {
        var next = 0;
        for (var number = 0; number < now.Count; number++)
        {
            if (Same(now, number, next) is { } same)
            {
                Note(new(same, 1, IsNew: false));
                next = same + 1;
            }
            else
            {
                Note(new(pool.Count, 1, IsNew: true));
                pool.Add(now, number);
                next = _before?.At(now.AddressOf(number)) + 1 ?? next;
            }
        }
    }

    // The instance of the version before that is the same; null where none is.
    private int? Same(InstanceTable now, int number, int next) =>
        _before is null ? null
        : next < _before.Count && now.IsSame(number, _before, next) ? next
        : _before.At(now.AddressOf(number)) is { } elsewhere && now.IsSame(number, _before, elsewhere) ? elsewhere
        : null;

    private void Note(RowRun run)
    {
        if (_runs is [.., var last] && last.IsNew == run.IsNew && last.Start + last.Count == run.Start)
        {
            _runs[^1] = last with { Count = last.Count + 1 };
        }
        else
        {
            _runs.Add(run);
        }
    }
}
