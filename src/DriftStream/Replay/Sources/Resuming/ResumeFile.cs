using System.Security.Cryptography;
using System.Text.Json;
using DriftStream.Configuration;
using Microsoft.Win32.SafeHandles;

namespace DriftStream.Replay.Sources.Resuming;

/// <summary>
/// What was fetched so far, in one file: a line about each object and its bytes as they came, one after another. Whoever goes on
/// with it reads the same bytes as if nothing had happened, whatever is asked. An entry that a kill cut short is dropped.
/// </summary>
internal sealed class ResumeFile : IDisposable
{
    private const string Mark = "driftstream-resume 1\n";
    private const int LongestHeader = 1 << 16;

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Dictionary<string, ResumeEntry> _entries = new(StringComparer.Ordinal);
    private readonly SafeFileHandle _file;
    private long _end;

    private ResumeFile(SafeFileHandle file) => _file = file;

    /// <summary>How many of the objects that were asked for lay in it at the start.</summary>
    public int Known { get; private set; }

    /// <summary>How many were added since.</summary>
    public int Added { get; private set; }

    /// <summary>Opens the file, which is made where there is none.</summary>
    /// <param name="shown">The file as the user wrote it.</param>
    /// <param name="path">Its full path.</param>
    /// <exception cref="UsageException">It is another kind of file, or in use.</exception>
    public static ResumeFile Open(string shown, string path)
    {
        SafeFileHandle? file = null;
        try
        {
            file = Handle(path);
            var resume = new ResumeFile(file);
            return resume.TakeStock()
                ? resume
                : throw new UsageException($"--resume is '{TerminalText.Clean(shown)}', which is no file that --resume wrote: name another, or one that is not there yet.");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--resume is '{TerminalText.Clean(shown)}', which cannot be used: {Reason.Of(refused)}.");
        }
        catch (UsageException)
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>The same objects, those that are far by way of this file.</summary>
    public IReadOnlyList<ArchiveObject> Over(IReadOnlyList<ArchiveObject> objects) => [.. objects.Select(Over)];

    /// <summary>The bytes of an object that was fetched before; null where they are not there, or not what they were.</summary>
    public Stream? Find(string key, string etag)
    {
        if (!_entries.TryGetValue(key, out var entry) || entry.ETag != etag)
        {
            return null;
        }

        using var content = new ResumedContent(_file, entry.Start, entry.Size);
        return Convert.ToHexStringLower(SHA256.HashData(content)) == entry.Sha256 ? new ResumedContent(_file, entry.Start, entry.Size) : null;
    }

    /// <summary>Adds an object that arrived whole, from where the stream stands to its end.</summary>
    public async Task AddAsync(string key, string etag, Stream content, CancellationToken cancellation)
    {
        var start = content.Position;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellation));
        var entry = new ResumeEntry(key, etag, content.Length - start, hash);
        content.Position = start;
        await _turn.WaitAsync(cancellation);
        try
        {
            await WriteAsync(entry, content, cancellation);
            Added++;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _file.Dispose();
        _turn.Dispose();
    }

    private ArchiveObject Over(ArchiveObject asked)
    {
        if (!asked.IsFar || asked.ETag is not { } etag)
        {
            return asked;
        }

        var isKnown = _entries.TryGetValue(asked.Key, out var entry) && entry.ETag == etag;
        Known += isKnown ? 1 : 0;
        return new ResumedObject(asked, etag, this, isFar: !isKnown);
    }

    private async Task WriteAsync(ResumeEntry entry, Stream content, CancellationToken cancellation)
    {
        byte[] header = [.. JsonSerializer.SerializeToUtf8Bytes(entry, ResumeJson.Default.ResumeEntry), (byte)'\n'];
        var position = _end;
        await RandomAccess.WriteAsync(_file, header, position, cancellation);
        position += header.Length;
        var chunk = new byte[1 << 16];
        while (await content.ReadAsync(chunk, cancellation) is > 0 and var count)
        {
            await RandomAccess.WriteAsync(_file, chunk.AsMemory(0, count), position, cancellation);
            position += count;
        }

        _end = position;
    }

    // Nobody else may read what an account did.
    private static SafeFileHandle Handle(string path)
    {
        if (!OperatingSystem.IsWindows() && !File.Exists(path))
        {
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }

        return File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous);
    }

    private bool TakeStock()
    {
        var length = RandomAccess.GetLength(_file);
        var mark = System.Text.Encoding.ASCII.GetBytes(Mark);
        var start = new byte[mark.Length];
        var read = RandomAccess.Read(_file, start, 0);
        if (!mark.AsSpan().StartsWith(start.AsSpan(0, read)))
        {
            return false;
        }

        if (read < mark.Length)
        {
            RandomAccess.Write(_file, mark, 0);
            length = mark.Length;
        }

        _end = mark.Length;
        while (Next(length) is { } entry)
        {
            _entries[entry.Key] = entry;
            _end = entry.Start + entry.Size;
        }

        RandomAccess.SetLength(_file, _end);
        return true;
    }

    private ResumeEntry? Next(long length)
    {
        var buffer = new byte[Math.Min(LongestHeader, length - _end)];
        var read = RandomAccess.Read(_file, buffer, _end);
        var end = buffer.AsSpan(0, read).IndexOf((byte)'\n');
        if (end < 0)
        {
            return null;
        }

        try
        {
            var entry = JsonSerializer.Deserialize(buffer.AsSpan(0, end), ResumeJson.Default.ResumeEntry);
            return entry is { Size: >= 0 } && _end + end + 1 + entry.Size <= length ? entry with { Start = _end + end + 1 } : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
