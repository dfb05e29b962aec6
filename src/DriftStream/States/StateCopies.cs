using DriftStream.Core.Terraform;

namespace DriftStream.States;

/// <summary>
/// Keeps the bytes of states for as long as they are in use. The files themselves will not do: Terraform writes them in place or by
/// renaming, so a place in one may mean something else a moment later, and a mapped file that shrinks ends the process. So each state
/// is copied when it is read: into memory while all of them together are small, else into files of our own in the temporary folder,
/// which are read by position. Nobody else can open those: they are the user's alone, and have no name on Unix once they are open.
/// </summary>
internal sealed class StateCopies
{
    /// <summary>States that are together no larger than this stay in memory.</summary>
    public const long MostInMemory = 64L << 20;

    private const long ChunkSize = 64L << 20;
    private readonly Lock _gate = new();
    private readonly string _folder;
    private readonly long _mostInMemory;
    private CopyFile? _file;

    /// <summary>Copies in the temporary folder.</summary>
    /// <param name="folder">Another folder.</param>
    /// <param name="mostInMemory">Another limit.</param>
    public StateCopies(string? folder = null, long mostInMemory = MostInMemory)
    {
        _folder = folder ?? Path.GetTempPath();
        _mostInMemory = mostInMemory;
    }

    /// <summary>Whether states of that size together stay in memory.</summary>
    public bool FitInMemory(long total) => total <= _mostInMemory;

    /// <summary>Copies a state to disk; into memory where that cannot be done.</summary>
    public StateContent Keep(ReadOnlyMemory<byte> state)
    {
        lock (_gate)
        {
            return Copied(state);
        }
    }

    private StateContent Copied(ReadOnlyMemory<byte> state)
    {
        try
        {
            // A file goes when the last state in it does, so no file may have states without end.
            if (_file is null || _file.Length > ChunkSize)
            {
                _file = CopyFile.Open(_folder);
            }

            return _file.Append(state);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _file = null;
            return StateContent.InMemory(state.ToArray());
        }
    }
}
