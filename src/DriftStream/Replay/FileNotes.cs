using DriftStream.Replay.Sources;

namespace DriftStream.Replay;

/// <summary>Notes what in a file is no record, and names it: the first few that cannot be read by their sentences, the rest by their number.</summary>
internal sealed class FileNotes(FileReading reading)
{
    private const int NamedPerFile = 5;
    private string _file = "";
    private int _unreadable;

    /// <summary>Goes on to another file.</summary>
    public void Begin(ArchiveObject file) => (_file, _unreadable) = (file.Name, 0);

    /// <summary>Ends with a file.</summary>
    /// <param name="problem">Why not all of it was there; null where it was.</param>
    public void End(string? problem)
    {
        if (problem is not null)
        {
            reading.Problems.Add(new(_file, problem));
        }

        if (_unreadable > NamedPerFile)
        {
            reading.Problems.Add(new(_file, $"{_unreadable - NamedPerFile} more items cannot be read"));
        }
    }

    /// <summary>Notes an item that is no CloudTrail record.</summary>
    public void NotCloudTrail(string type) => reading.NotCloudTrail[type] = reading.NotCloudTrail.GetValueOrDefault(type) + 1;

    /// <summary>Notes an item that cannot be read, and why.</summary>
    public void Unreadable(string sentence)
    {
        reading.Unreadable++;
        if (++_unreadable <= NamedPerFile)
        {
            reading.Problems.Add(new(_file, sentence));
        }
    }
}
