namespace DriftStream.Replay;

/// <summary>The bytes of one input, unpacked.</summary>
/// <param name="Bytes">What there is to judge.</param>
/// <param name="Problem">Why that is not all of it; null where it is.</param>
internal sealed record FileContent(ReadOnlyMemory<byte> Bytes, string? Problem)
{
    /// <summary>Reads a file or standard input, whatever its name; unpacks it if it is gzip.</summary>
    public static async Task<FileContent> ReadAsync(InputFile input, Stream standardInput, SizeLimits limits, CancellationToken cancellation)
    {
        try
        {
            var raw = input.Path is null
                ? await ReadAllAsync(standardInput, limits, cancellation)
                : await ReadFileAsync(input.Path, limits, cancellation);

            return raw is null
                ? new(ReadOnlyMemory<byte>.Empty, $"it holds more than {limits.Content >> 20} MB, so it was not judged. Split it first.")
                : Unpacked(raw, limits);
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

    private static async Task<byte[]?> ReadFileAsync(string path, SizeLimits limits, CancellationToken cancellation)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        return file.CanSeek && file.Length > limits.Content ? null : await ReadAllAsync(file, limits, cancellation);
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
