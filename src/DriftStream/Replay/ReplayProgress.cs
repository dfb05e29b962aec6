namespace DriftStream.Replay;

/// <summary>How far a replay is. The run counts, from any thread; whoever tells people reads.</summary>
internal sealed class ReplayProgress
{
    private long _files;
    private long _bytes;
    private long _filesRead;
    private long _bytesRead;
    private long _records;
    private long _toJudge;
    private long _judged;
    private long _findings;

    /// <summary>How many files there are to read.</summary>
    public long Files => Interlocked.Read(ref _files);

    /// <summary>How many bytes they have, packed as they are; 0 where nobody knows.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>How many files are read.</summary>
    public long FilesRead => Interlocked.Read(ref _filesRead);

    /// <summary>How many bytes of them are read.</summary>
    public long BytesRead => Interlocked.Read(ref _bytesRead);

    /// <summary>How many records there were in them.</summary>
    public long Records => Interlocked.Read(ref _records);

    /// <summary>How many events wait for being judged after all is read; 0 while it is not.</summary>
    public long ToJudge => Interlocked.Read(ref _toJudge);

    /// <summary>How many of them are judged.</summary>
    public long Judged => Interlocked.Read(ref _judged);

    /// <summary>How many findings there were.</summary>
    public long Findings => Interlocked.Read(ref _findings);

    /// <summary>Says what there is to read.</summary>
    /// <param name="files">How many files.</param>
    /// <param name="bytes">How many bytes, packed as they are; null where not every size is known.</param>
    public void Expect(long files, long? bytes)
    {
        Interlocked.Exchange(ref _files, files);
        Interlocked.Exchange(ref _bytes, bytes ?? 0);
    }

    /// <summary>Counts what was read: a file, or a part of one.</summary>
    public void Read(long bytes, long records)
    {
        Interlocked.Add(ref _bytesRead, bytes);
        Interlocked.Add(ref _records, records);
    }

    /// <summary>Counts a file that is read to its end.</summary>
    public void FileRead() => Interlocked.Increment(ref _filesRead);

    /// <summary>Says how many events are to be judged now.</summary>
    public void ExpectToJudge(long events) => Interlocked.Exchange(ref _toJudge, events);

    /// <summary>Counts an event that is judged.</summary>
    public void EventJudged() => Interlocked.Increment(ref _judged);

    /// <summary>Counts a finding.</summary>
    public void Found() => Interlocked.Increment(ref _findings);
}
