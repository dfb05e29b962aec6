using System.Net;
using Amazon.S3.Model;

namespace DriftStream.Aws.S3;

/// <summary>Fetches one object whole. Where a connection breaks it goes on from there, and only with the same content.</summary>
/// <param name="bucket">Where it lies.</param>
/// <param name="key">Its key.</param>
/// <param name="etag">Its content; null: any.</param>
internal sealed class S3Download(S3Store bucket, string key, string? etag)
{
    private const int ChunkSize = 1 << 16;
    private string? _etag = etag;
    private long _arrived;
    private long? _whole;

    /// <summary>The version that is wanted; null: the newest.</summary>
    public string? Version { get; init; }

    /// <summary>Writes its bytes, exactly as many as S3 promised.</summary>
    /// <exception cref="S3UnreadableException">It cannot be fetched, or not whole.</exception>
    public async Task WriteToAsync(Stream output, CancellationToken cancellation)
    {
        for (var tries = 1; ; tries++)
        {
            var before = _arrived;
            var failure = await TryAsync(output, cancellation);
            if (failure is null && _arrived == _whole)
            {
                return;
            }

            tries = _arrived > before ? 1 : tries;
            if (tries >= S3Retry.Tries || (failure is not null && !S3Retry.MayPass(failure)))
            {
                throw new S3UnreadableException(Sentence(failure), failure);
            }

            await bucket.Retry.WaitAsync(tries, cancellation);
        }
    }

    private async Task<Exception?> TryAsync(Stream output, CancellationToken cancellation)
    {
        try
        {
            using var part = await bucket.GetAsync(key, Version, _arrived, _etag, cancellation);
            StartAt(part, output);
            await CopyAsync(part.ResponseStream, output, cancellation);
            return null;
        }
        catch (Exception failure) when (S3Faults.IsOne(failure) && !cancellation.IsCancellationRequested)
        {
            if (S3Retry.IsAltered(failure))
            {
                StartAgain(output);
            }

            return failure;
        }
    }

    // A server that knows no ranges sends all of it again.
    private void StartAt(GetObjectResponse part, Stream output)
    {
        if (_arrived > 0 && part.HttpStatusCode != HttpStatusCode.PartialContent)
        {
            StartAgain(output);
        }

        _etag ??= part.ETag;
        _whole = _arrived + part.ContentLength;
    }

    private void StartAgain(Stream output)
    {
        output.SetLength(0);
        _arrived = 0;
    }

    private async Task CopyAsync(Stream input, Stream output, CancellationToken cancellation)
    {
        var chunk = new byte[ChunkSize];
        while (await input.ReadAsync(chunk, cancellation) is > 0 and var count)
        {
            await output.WriteAsync(chunk.AsMemory(0, count), cancellation);
            _arrived += count;
        }
    }

    private string Sentence(Exception? failure) => failure switch
    {
        null => Truncated,
        IOException or HttpRequestException when _whole is not null => Truncated,
        _ => S3Faults.Sentence(failure, "s3:GetObject"),
    };

    private string Truncated => $"it is truncated: its transfer broke off {S3Retry.Tries} times, the last time after {_arrived} of {_whole} bytes";
}
