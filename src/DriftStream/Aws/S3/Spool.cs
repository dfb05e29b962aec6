using System.Buffers;

namespace DriftStream.Aws.S3;

/// <summary>Bytes on their way from afar: in borrowed memory, or in a temporary file where they are many or nobody knows how many.</summary>
internal static class Spool
{
    private const int MostInMemory = 8 << 20;
    private const int FileBuffer = 1 << 16;

    /// <summary>An empty stream to write to, and then to read from its beginning; disposal gives everything back.</summary>
    /// <param name="size">How many bytes will come; null: nobody knows.</param>
    public static Stream For(long? size) => size is { } known and <= MostInMemory ? new Borrowed(known) : TemporaryFile();

    // Its name goes at once where the system allows that, so that a killed process leaves nothing behind.
    private static FileStream TemporaryFile()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = FileBuffer,
        };
        if (OperatingSystem.IsWindows())
        {
            return new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
        }

        options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var file = new FileStream(Path.Combine(Path.GetTempPath(), $"driftstream-{Path.GetRandomFileName()}"), options);
        File.Delete(file.Name);
        return file;
    }

    private sealed class Borrowed : MemoryStream
    {
        private byte[]? _buffer;

        private Borrowed(byte[] buffer, int size)
            : base(buffer, 0, size)
        {
            _buffer = buffer;
            SetLength(0);
        }

        public Borrowed(long size)
            : this(ArrayPool<byte>.Shared.Rent((int)Math.Max(size, 1)), (int)size)
        {
        }

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            if (disposing && Interlocked.Exchange(ref _buffer, null) is { } buffer)
            {
                ArrayPool<byte>.Shared.Return(buffer);
            }
        }
    }
}
