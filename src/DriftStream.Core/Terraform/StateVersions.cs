namespace DriftStream.Core.Terraform;

/// <summary>
/// The versions of one state, of which most are the same from one to the next: an instance that did not change is kept once, and a
/// version is only what changed. Made by <see cref="StateVersionsBuilder"/>. For one thread at a time; asking in the order of the versions is cheap.
/// </summary>
public sealed class StateVersions
{
    private readonly List<StoredVersion> _versions;
    private int _at = -1;
    private int[] _rows = [];

    internal StateVersions(List<StoredVersion> versions, IReadOnlyList<TerraformState> ever)
    {
        _versions = versions;
        Ever = ever;
    }

    /// <summary>How many versions there are.</summary>
    public int Count => _versions.Count;

    /// <summary>All instances that any version holds, as if they were states. Good only for proofs that something was never held.</summary>
    public IReadOnlyList<TerraformState> Ever { get; }

    /// <summary>A version, as it was read.</summary>
    public TerraformState this[int version]
    {
        get
        {
            MoveTo(version);
            var stored = _versions[version];
            return stored.Head with { Instances = stored.Pool.Of(_rows, stored.Head.Lineage) };
        }
    }

    private void MoveTo(int version)
    {
        if (version < _at)
        {
            (_at, _rows) = (-1, []);
        }

        while (_at < version)
        {
            _rows = _versions[++_at].RowsAfter(_rows);
        }
    }
}
