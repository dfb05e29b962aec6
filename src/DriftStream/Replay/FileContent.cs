using DriftStream.Replay.Sources;

namespace DriftStream.Replay;

/// <summary>The bytes of one input, unpacked.</summary>
/// <param name="Bytes">What there is to judge.</param>
/// <param name="Problem">Why that is not all of it; null where it is.</param>
internal sealed record FileContent(ReadOnlyMemory<byte> Bytes, string? Problem)
{
    /// <summary>The bytes as they lay there, packed or not; empty where they could not be read.</summary>
    public ReadOnlyMemory<byte> Packed { get; init; }

    /// <summary>Reads all of it, whatever its name; unpacks it if it is gzip.</summary>
    public static async Task<FileContent> ReadAsync(ArchiveObject input, SizeLimits limits, CancellationToken cancellation)
    {
        try
        {
            var raw = await ReadAllAsync(input, limits, cancellation);
            return raw is null
                ? new(ReadOnlyMemory<byte>.Empty, $"it holds more than {limits.Content >> 20} MB, so it was not judged. Split it first.")
                : Unpacked(raw, limits) with { Packed = raw };
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new(ReadOnlyMemory<byte>.Empty, ContentProblem.CannotBeRead(refused));
        }
    }

    private static FileContent Unpacked(byte[] raw, SizeLimits limits)
    {
        if (raw.Length == 0)
        {
            return new(raw, ContentProblem.Empty);
        }

        var content = GzipContent.IsGzip(raw) ? GzipContent.Unpack(raw, limits) : new(raw, null);
        var isBlank = content.Content.Span.Trim(" \t\r\n"u8).IsEmpty;
        return new(content.Content, content.Problem ?? (isBlank ? ContentProblem.Blank : null));
    }

    private static async Task<byte[]?> ReadAllAsync(ArchiveObject input, SizeLimits limits, CancellationToken cancellation)
    {
        if (input.Size > limits.Content)
        {
            return null;
        }

        await using var content = await input.OpenAsync(cancellation);
        return await ReadAllAsync(content, limits, cancellation);
    }

    private static async Task<byte[]?> ReadAllAsync(Stream stream, SizeLimits limits, CancellationToken cancellation)
    {
        using var content = new MemoryStream(stream.CanSeek ? (int)Math.Min(stream.Length, limits.Content) : 0);
        var chunk = new byte[1 << 16];
        while (await stream.ReadAsync(chunk, cancellation) is > 0 and var count)
        {
            content.Write(chunk, 0, count);
            if (content.Length > limits.Content)
            {
                return null;
            }
        }

        return content.ToArray();
    }
}
