using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using DriftStream.Tests.Commands;

namespace DriftStream.Tests.Replay.Digests;

/// <summary>A trail that delivers a log file and a digest each hour, signed with a key of the test's own.</summary>
internal sealed class SignedTrail : IDisposable
{
    private const string Bucket = "acme-trail";
    private const string Account = "111122223333";
    private const string Region = "eu-west-1";
    private static readonly DateTimeOffset Midnight = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    private readonly TestFolder _folder = new();
    private readonly RSA _key = RSA.Create(2048);
    private readonly List<(string Object, string Hash, string Signature)> _digests = [];

    public TestFolder Folder => _folder;

    public string Fingerprint { get; } = "31e8b5433410dfb61a9dc45cc65b22ff";

    /// <summary>Where the bucket's content lies.</summary>
    public string Root { get; init; } = "trail";

    /// <summary>The content of the log file of an hour that is delivered.</summary>
    public Func<int, string> Delivers { get; init; } = Content;

    /// <summary>Delivers the log files and digests of some hours, each digest with its signature beside it.</summary>
    public SignedTrail Deliver(int hours, bool startsAnew = false)
    {
        for (var i = 0; i < hours; i++)
        {
            DeliverHour(_digests.Count, startsAnew && i == 0);
        }

        WriteKeys(_key);
        return this;
    }

    /// <summary>Writes the public keys as CloudTrail hands them out.</summary>
    public void WriteKeys(RSA key) => _folder.Write("keys.json", JsonSerializer.Serialize(new
    {
        PublicKeyList = new[] { new { Value = key.ExportRSAPublicKey(), ValidityStartTime = 1772323200.0, ValidityEndTime = 1774915200.0, Fingerprint } },
    }));

    /// <summary>The public key in the form that SubjectPublicKeyInfo has.</summary>
    public void WriteKeyInfo() => _folder.Write("keys.json", JsonSerializer.Serialize(new
    {
        publicKeyList = new[] { new { Value = _key.ExportSubjectPublicKeyInfo(), Fingerprint } },
    }));

    /// <summary>The log file of an hour.</summary>
    public string Log(int hour) => _folder.At($"{Root}/{LogObject(hour)}");

    /// <summary>The digest that ends an hour.</summary>
    public string Digest(int hour) => _folder.At($"{Root}/{DigestObject(hour)}");

    /// <summary>The file with the signature of a digest.</summary>
    public string Signature(int hour) => Digest(hour) + ".head.json";

    /// <summary>Removes all signatures, as a copy made by <c>aws s3 sync</c> has none.</summary>
    public void LoseSignatures()
    {
        for (var hour = 0; hour < _digests.Count; hour++)
        {
            File.Delete(Signature(hour));
        }
    }

    public static string LogObject(int hour) => $"AWSLogs/{Account}/CloudTrail/{Region}/2026/03/02/{Account}_CloudTrail_{Region}_{At(hour).AddMinutes(20):yyyyMMdd'T'HHmm'Z'}_Rnd{hour:D13}.json.gz";

    public static string DigestObject(int hour) => $"AWSLogs/{Account}/CloudTrail-Digest/{Region}/2026/03/02/{Account}_CloudTrail-Digest_{Region}_main_{Region}_{At(hour + 1):yyyyMMdd'T'HHmmss'Z'}.json.gz";

    /// <summary>The content of an hour's log file.</summary>
    public static string Content(int hour) => Records.File(Records.Of("Drift", hour, id: $"event-{hour}"));

    /// <summary>Replays the logs as a user would.</summary>
    public Task<ProgramOutcome> VerifyAsync(params string[] arguments) => new ProgramUnderTest(_folder).RunAsync(
        ["replay", .. arguments.Length == 0 ? [Root] : arguments, "--output", "ndjson", "--verify-digests", "--public-keys", "keys.json"]);

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private void DeliverHour(int hour, bool startsAnew)
    {
        _folder.Write($"{Root}/{LogObject(hour)}", TestFolder.Gzip(Delivers(hour)));
        (string Object, string Hash, string Signature)? previous = _digests.Count == 0 || startsAnew ? null : _digests[^1];
        var content = JsonSerializer.Serialize(new
        {
            awsAccountId = Account,
            digestStartTime = Time(hour),
            digestEndTime = Time(hour + 1),
            digestS3Bucket = Bucket,
            digestS3Object = DigestObject(hour),
            digestPublicKeyFingerprint = Fingerprint,
            digestSignatureAlgorithm = "SHA256withRSA",
            newestEventTime = Time(hour),
            oldestEventTime = Time(hour),
            previousDigestS3Bucket = previous is null ? null : Bucket,
            previousDigestS3Object = previous?.Object,
            previousDigestHashValue = previous?.Hash,
            previousDigestHashAlgorithm = previous is null ? null : "SHA-256",
            previousDigestSignature = previous?.Signature,
            logFiles = new[] { new { s3Bucket = Bucket, s3Object = LogObject(hour), hashValue = Hash(Delivers(hour)), hashAlgorithm = "SHA-256", newestEventTime = Time(hour), oldestEventTime = Time(hour) } },
        });
        var signature = Sign($"{Time(hour + 1)}\n{Bucket}/{DigestObject(hour)}\n{Hash(content)}\n{previous?.Signature ?? "null"}");
        _folder.Write($"{Root}/{DigestObject(hour)}", TestFolder.Gzip(content));
        _folder.Write($"{Root}/{DigestObject(hour)}.head.json", JsonSerializer.Serialize(new { ContentLength = 1, Metadata = new Dictionary<string, string> { ["signature"] = signature, ["signature-algorithm"] = "SHA256withRSA" } }));
        _digests.Add((DigestObject(hour), Hash(content), signature));
    }

    private string Sign(string text) => Convert.ToHexStringLower(_key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));

    private static string Hash(string content) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)));

    private static string Time(int hour) => At(hour).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset At(int hour) => Midnight.AddHours(hour);
}
