namespace DriftStream.Replay;

/// <summary>Gets the records of one file after another.</summary>
internal interface IRecordTaker
{
    /// <summary>Notes what is no record.</summary>
    public FileNotes Notes { get; }

    /// <summary>Takes a record of which nothing is known yet.</summary>
    /// <exception cref="Core.CloudTrail.RecordUnreadableException">It cannot be judged.</exception>
    public void Take(ReadOnlyMemory<byte> record);
}
