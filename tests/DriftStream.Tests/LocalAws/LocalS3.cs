using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.Http;

namespace DriftStream.Tests.LocalAws;

/// <summary>S3 as far as it is read: lists in pages, objects and their versions, conditions, ranges, and faults that a test asks for.</summary>
/// <remarks>https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html</remarks>
internal sealed class LocalS3(TimeProvider time)
{
    private const string RegionHeader = "x-amz-bucket-region";

    private readonly ConcurrentDictionary<string, LocalBucket> _buckets = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ConcurrentQueue<LocalS3Fault>> _faults = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<string, string> _customerKeys = new(StringComparer.Ordinal);

    /// <summary>The most keys of one page.</summary>
    public int PageSize { get; set; } = 1000;

    /// <summary>Every object that was sent, whole or not, as <c>bucket/key</c>.</summary>
    public Observed<string> Gets { get; } = new();

    /// <summary>Every list, as <c>bucket/prefix</c>.</summary>
    public Observed<string> Lists { get; } = new();

    /// <summary>The highest number of objects that were sent at the same time.</summary>
    public int MostAtOnce => Volatile.Read(ref _mostAtOnce);

    private int _atOnce;
    private int _mostAtOnce;

    /// <summary>Makes a bucket; harmless where it is there.</summary>
    public LocalBucket Bucket(string name, string region = LocalAwsServer.Region) => _buckets.GetOrAdd(name, _ => new(region, time));

    /// <summary>Lays an object into a bucket, which is made where it is missing.</summary>
    public void Put(string bucket, string key, byte[] content) => Bucket(bucket).Put(key, content);

    /// <summary>Lays an object into a bucket that can only be had with the key that its owner encrypted it with.</summary>
    public void PutEncrypted(string bucket, string key, byte[] content, string customerKey)
    {
        _customerKeys[$"{bucket}/{key}"] = customerKey;
        Put(bucket, key, content);
    }

    /// <summary>Has the next requests for a key, or for a list whose prefix it is, go wrong.</summary>
    public void Fail(string key, LocalS3Fault fault, int times = 1)
    {
        var faults = _faults.GetOrAdd(key, _ => new());
        for (var i = 0; i < times; i++)
        {
            faults.Enqueue(fault);
        }
    }

    /// <summary>Answers a request whose signature is good.</summary>
    public async Task AnswerAsync(HttpContext http, string region, byte[] body)
    {
        var path = http.Request.Path.Value!.Split('/', 3);
        try
        {
            await AnswerAsync(http, path[1], path.Length > 2 ? path[2] : "", region, body);
        }
        catch (LocalAwsException error)
        {
            http.Response.StatusCode = error.Status;
            http.Response.ContentType = "application/xml";
            var xml = new XElement("Error", new XElement("Code", error.Code), new XElement("Message", error.Message), new XElement("RequestId", http.TraceIdentifier));
            await http.Response.WriteAsync(HttpMethods.IsHead(http.Request.Method) ? "" : xml.ToString());
        }
    }

    private Task AnswerAsync(HttpContext http, string name, string key, string region, byte[] body)
    {
        var bucket = _buckets.GetValueOrDefault(name) ?? throw new LocalAwsException("NoSuchBucket", "The specified bucket does not exist", 404);
        http.Response.Headers[RegionHeader] = bucket.Region;
        if (bucket.Region != region)
        {
            throw new LocalAwsException("PermanentRedirect", "The bucket you are attempting to access must be addressed using the specified endpoint.", 301);
        }

        if (HttpMethods.IsPut(http.Request.Method))
        {
            Fault(key)?.ThrowIfRefused();
            Lay(bucket, key, body, http.Request.Headers.IfNoneMatch == "*");
            return Task.CompletedTask;
        }

        if (key.Length > 0)
        {
            return SendAsync(http, name, key, bucket);
        }

        var prefix = http.Request.Query["prefix"].ToString();
        Lists.Add($"{name}/{prefix}");
        Fault(prefix)?.ThrowIfRefused();
        var answer = http.Request.Query.ContainsKey("versions") ? bucket.Versions(prefix, http.Request.Query["version-id-marker"].ToString(), PageSize) : LocalS3List.Of(bucket.Latest(), name, http.Request.Query, PageSize);
        http.Response.ContentType = "application/xml";
        return http.Response.WriteAsync(answer.ToString());
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
    private static void Lay(LocalBucket bucket, string key, byte[] content, bool isOnlyNew)
    {
        if (isOnlyNew && bucket.Latest().Any(v => v.Key == key))
        {
            throw new LocalAwsException("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
        }

        bucket.Put(key, content);
    }

    private async Task SendAsync(HttpContext http, string bucket, string key, LocalBucket objects)
    {
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            Gets.Add($"{bucket}/{key}");
        }

        var fault = Fault(key);
        fault?.ThrowIfRefused();
        CheckCustomerKey(http, $"{bucket}/{key}");
        var found = objects.Find(key, http.Request.Query["versionId"].ToString());
        var etag = http.Request.Headers.IfMatch.ToString();
        if (etag.Length > 0 && etag != found.ETag)
        {
            throw new LocalAwsException("PreconditionFailed", "At least one of the pre-conditions you specified did not hold", 412);
        }

        var content = Ranged(http, found.Content);
        http.Response.Headers.ETag = found.ETag;
        http.Response.Headers["x-amz-version-id"] = found.VersionId;
        http.Response.Headers.LastModified = found.Modified.ToString("R", CultureInfo.InvariantCulture);
        http.Response.ContentLength = content.Length;
        foreach (var (name, value) in found.Metadata)
        {
            http.Response.Headers[$"x-amz-meta-{name}"] = value;
        }

        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await SendAsync(http, content, fault);
        }
    }

    // https://docs.aws.amazon.com/AmazonS3/latest/userguide/ServerSideEncryptionCustomerKeys.html
    private void CheckCustomerKey(HttpContext http, string place)
    {
        var given = http.Request.Headers["x-amz-server-side-encryption-customer-key"].ToString();
        var needed = _customerKeys.GetValueOrDefault(place, "");
        if (given == needed)
        {
            return;
        }

        throw (given.Length, needed.Length) switch
        {
            (0, _) => new LocalAwsException("InvalidRequest", "The object was stored using a form of Server Side Encryption. The correct parameters must be provided to retrieve the object.", 400),
            (_, 0) => new LocalAwsException("InvalidRequest", "The encryption parameters are not applicable to this object.", 400),
            _ => new LocalAwsException("AccessDenied", "Access Denied", 403),
        };
    }

    private async Task SendAsync(HttpContext http, ReadOnlyMemory<byte> content, LocalS3Fault? fault)
    {
        for (int now = Interlocked.Increment(ref _atOnce), most = _mostAtOnce; most < now;)
        {
            most = Interlocked.CompareExchange(ref _mostAtOnce, now, most);
        }

        try
        {
            await (fault?.Gate ?? Task.CompletedTask);
            if (fault?.CutAfter is not { } cut)
            {
                await http.Response.Body.WriteAsync(content, http.RequestAborted);
                return;
            }

            await http.Response.Body.WriteAsync(content[..Math.Min(cut, content.Length)], http.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref _atOnce);
        }
    }

    private static ReadOnlyMemory<byte> Ranged(HttpContext http, byte[] content)
    {
        var range = http.Request.Headers.Range.ToString();
        if (range.Length == 0)
        {
            return content;
        }

        var from = int.Parse(range["bytes=".Length..].Split('-')[0], CultureInfo.InvariantCulture);
        http.Response.StatusCode = StatusCodes.Status206PartialContent;
        http.Response.Headers.ContentRange = $"bytes {from}-{content.Length - 1}/{content.Length}";
        return content.AsMemory(from);
    }

    private LocalS3Fault? Fault(string key) => _faults.TryGetValue(key, out var faults) && faults.TryDequeue(out var fault) ? fault : null;
}
