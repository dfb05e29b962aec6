using Microsoft.Win32.SafeHandles;

namespace DriftStream.Replay.Ordering;

/// <summary>
/// A temporary file that only its owner can read. It has no name: on Unix it is removed as soon as it is open, on Windows
/// the system removes it with its last handle, so nothing is left behind however the process ends. Made when first written to.
/// </summary>
internal sealed class TempFile(string folder) : IDisposable
{
    private readonly Lock _gate = new();
    private SafeFileHandle? _handle;
    private long _length;

    /// <summary>Writes the bytes somewhere of their own and says where. Safe to call from several threads.</summary>
    public long Append(ReadOnlySpan<byte> bytes)
    {
        var offset = Reserve(bytes.Length);
        Write(offset, bytes);
        return offset;
    }

    /// <summary>Keeps room for bytes that are yet to be written.</summary>
    public long Reserve(long length) => Interlocked.Add(ref _length, length) - length;

    /// <summary>Writes into room that was kept.</summary>
    public void Write(long offset, ReadOnlySpan<byte> bytes)
    {
        try
        {
            RandomAccess.Write(Handle(), bytes, offset);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new TempFileException(folder, refused);
        }
    }

    /// <summary>Reads what was written.</summary>
    public int Read(long offset, Span<byte> into) => RandomAccess.Read(Handle(), into, offset);

    /// <summary>Reads all that is asked for.</summary>
    /// <exception cref="EndOfStreamException">So much was never written.</exception>
    public void ReadAll(long offset, Span<byte> into)
    {
        while (!into.IsEmpty)
        {
            var count = Read(offset, into);
            if (count == 0)
            {
                throw new EndOfStreamException("a temporary file ends before what was written into it");
            }

            offset += count;
            into = into[count..];
        }
    }

    /// <summary>Everything in it, from its beginning. To be disposed of before the file is.</summary>
    public Stream Open() => new FileStream(new SafeFileHandle(Handle().DangerousGetHandle(), ownsHandle: false), FileAccess.Read, bufferSize: 0);

    public void Dispose() => _handle?.Dispose();

    private SafeFileHandle Handle()
    {
        if (_handle is { } open)
        {
            return open;
        }

        lock (_gate)
        {
            return _handle ??= Create();
        }
    }

    private SafeFileHandle Create()
    {
        var path = Path.Join(folder, $"driftstream-{Path.GetRandomFileName()}");
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Read | FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 0,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var handle = new FileStream(path, options).SafeFileHandle;
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return handle;
    }
}
