using DriftStream.Core.Terraform;

namespace DriftStream.States;

/// <summary>A file that only this process can reach, with copies of states one behind the other. It is closed, and gone, when nobody holds a state in it any more.</summary>
internal sealed class CopyFile
{
    private readonly FileStream _file;

    private CopyFile(FileStream file) => _file = file;

    /// <summary>How long it is.</summary>
    public long Length { get; private set; }

    /// <summary>A new one.</summary>
    /// <exception cref="IOException">The folder cannot be written to.</exception>
    public static CopyFile Open(string folder)
    {
        var path = Path.Combine(folder, "driftstream-" + Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.Delete, BufferSize = 0 };
        if (OperatingSystem.IsWindows())
        {
            options.Options = FileOptions.DeleteOnClose;
            return new(new(path, options));
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(path, options);
        File.Delete(path);
        return new(file);
    }

    /// <summary>Writes a state behind the others.</summary>
    /// <exception cref="IOException">There is no room for it.</exception>
    public StateContent Append(ReadOnlyMemory<byte> state)
    {
        RandomAccess.Write(_file.SafeFileHandle, state.Span, Length);
        var content = new Part(this, Length, state.Length);
        Length += state.Length;
        return content;
    }

    private sealed class Part(CopyFile copy, long start, int length) : StateContent
    {
        public override int Length => length;

        public override ReadOnlyMemory<byte> Read(int from, int count) => Read(from, count, new byte[count]);

        public override ReadOnlyMemory<byte> Read(int from, int count, Memory<byte> room)
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThan(from + count, length);
            var left = room[..count];
            for (var at = start + from; left.Length > 0;)
            {
                var read = RandomAccess.Read(copy._file.SafeFileHandle, left.Span, at);
                left = read > 0 ? left[read..] : throw new IOException("The copy of a state ends before the state does.");
                at += read;
            }

            return room[..count];
        }
    }
}
