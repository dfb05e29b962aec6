namespace DriftStream.Replay.Ordering;

/// <summary>Entries in order, one after another.</summary>
internal interface ISortedRun
{
    /// <summary>The entry that it stands at; there until the next call of <see cref="MoveNext"/>.</summary>
    public SortEntry Current { get; }

    /// <summary>The same with its bytes as they lie in memory.</summary>
    public ReadOnlySpan<byte> CurrentBytes { get; }

    /// <summary>Goes to the next entry; false where there is none.</summary>
    public bool MoveNext();
}
