using System.IO.Compression;
using System.Security.Cryptography;

namespace DriftStream.Replay.Distilling;

/// <summary>Writes records into a file shaped as a CloudTrail log file. It has a name that counts only once it is complete.</summary>
internal sealed class SegmentWriter : IDisposable
{
    /// <summary>How its files end. No log file's ending, so that nothing but the manifest makes them count.</summary>
    public const string Ending = ".distilled.gz";

    /// <summary>How unfinished files end.</summary>
    public const string UnfinishedEnding = ".distilled-unfinished";

    private const CompressionLevel Level = CompressionLevel.Optimal;
    private readonly string _folder;
    private readonly string _unfinished;
    private readonly HashedFile _file;
    private readonly GZipStream _packed;
    private long _records;

    /// <param name="folder">Where the file is to lie.</param>
    /// <param name="name">A name that no other writer of this run has.</param>
    public SegmentWriter(string folder, string name)
    {
        _folder = folder;
        _unfinished = Path.Combine(folder, name + UnfinishedEnding);
        _file = new(new FileStream(_unfinished, FileMode.Create, FileAccess.Write, FileShare.None));
        _packed = new(_file, Level, leaveOpen: true);
    }

    /// <summary>Takes one record.</summary>
    public void Add(ReadOnlySpan<byte> record)
    {
        _packed.Write(_records++ == 0 ? """{"Records":["""u8 : ","u8);
        _packed.Write(record);
    }

    /// <summary>Finishes the file and gives it its name, which its content decides; null where nothing was written.</summary>
    public SegmentFacts? Complete()
    {
        if (_records > 0)
        {
            _packed.Write("]}"u8);
        }

        _packed.Dispose();
        var (size, hash) = _file.Complete();
        if (_records == 0)
        {
            File.Delete(_unfinished);
            return null;
        }

        var name = string.Concat(hash.AsSpan(0, 32), Ending);
        File.Move(_unfinished, Path.Combine(_folder, name), overwrite: true);
        return new(name, size, hash, _records);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _packed.Dispose();
        _file.Dispose();
    }

    /// <summary>A file that knows the hash of what was written into it.</summary>
    private sealed class HashedFile(FileStream file) : Stream
    {
        private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        private long _written;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _written;

        public override long Position
        {
            get => _written;
            set => throw new NotSupportedException();
        }

        /// <summary>Brings everything to the disk.</summary>
        public (long Size, string Hash) Complete()
        {
            file.Flush(flushToDisk: true);
            file.Dispose();
            return (_written, Convert.ToHexStringLower(_hash.GetHashAndReset()));
        }

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            _hash.AppendData(buffer);
            _written += buffer.Length;
            file.Write(buffer);
        }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            file.Dispose();
            _hash.Dispose();
            base.Dispose(disposing);
        }
    }
}
