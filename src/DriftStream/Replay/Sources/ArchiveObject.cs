namespace DriftStream.Replay.Sources;

/// <summary>One thing that holds past events, packed or not. Safe to open from several threads.</summary>
/// <param name="name">Its name in messages.</param>
/// <param name="key">What it is known by in every run: a full path or an address.</param>
internal abstract class ArchiveObject(string name, string key)
{
    /// <summary>Its name in messages: as the user began it.</summary>
    public string Name => name;

    /// <summary>What it is known by in every run: a full path or an address.</summary>
    public string Key => key;

    /// <summary>Changes when the content does; null where nothing of that kind is known.</summary>
    public virtual string? ETag => null;

    /// <summary>How many bytes there are to read, still packed; null where that is not known before.</summary>
    public virtual long? Size => null;

    /// <summary>Whether it can be opened a second time. Where not, whoever needs it twice keeps a copy.</summary>
    public virtual bool CanReopen => true;

    /// <summary>Whether opening it waits for somebody far away, so that it pays to open several ahead.</summary>
    public virtual bool IsFar => false;

    /// <summary>Opens it at its beginning.</summary>
    /// <remarks>What goes wrong here or while reading is an <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>; <see cref="Reason"/> has the words.</remarks>
    public abstract ValueTask<Stream> OpenAsync(CancellationToken cancellation);
}
