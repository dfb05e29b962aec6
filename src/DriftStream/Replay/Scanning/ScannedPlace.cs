namespace DriftStream.Replay.Scanning;

/// <summary>Where a record lies in the unpacked content of its archive.</summary>
/// <param name="Offset">Its first byte; negative where the record was carried as text inside something else, so that the content does not hold it as it is.</param>
/// <param name="Length">How many bytes it has.</param>
internal readonly record struct ScannedPlace(long Offset, int Length)
{
    /// <summary>Whether reading the content again from <see cref="Offset"/> gives the record.</summary>
    public bool IsInContent => Offset >= 0;

    /// <summary>The place of a record that was carried as text.</summary>
    public static ScannedPlace Carried(int length) => new(-1, length);
}
