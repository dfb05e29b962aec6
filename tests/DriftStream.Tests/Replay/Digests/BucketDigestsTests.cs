using System.Text.Json;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Replay.Sources;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Digests;

/// <summary>A trail's bucket that is checked where it lies, with the signatures in its objects' metadata.</summary>
public sealed class BucketDigestsTests : IAsyncLifetime
{
    private const int Hours = 4;
    private readonly SignedTrail _trail = new();
    private FarPlace _place = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _trail.Deliver(Hours);
        _place = await FarPlace.StartAsync();
        _place.Folder.Write("keys.json", await File.ReadAllBytesAsync(_trail.Folder.At("keys.json"), Cancel));
        for (var hour = 0; hour < Hours; hour++)
        {
            await PutAsync(SignedTrail.LogObject(hour), _trail.Log(hour));
            await PutAsync(SignedTrail.DigestObject(hour), _trail.Digest(hour), await SignatureAsync(hour));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("AWSLogs")]
    [InlineData("AWSLogs/111122223333/")]
    [InlineData("AWSLogs/111122223333/CloudTrail/")]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-west-1")]
    [InlineData("AWSLogs/111122223333/CloudTrail/eu-west-1/2026/03/02/")]
    public async Task Digests_below_and_beside_a_prefix_prove_its_files(string prefix)
    {
        var outcome = await VerifyAsync($"s3://{FarPlace.Bucket}/{prefix}");

        outcome.Errors.ShouldContain("Digests: 4 of 4 digest files proven; of the log files 4 proven, 0 altered, 0 missing");
        outcome.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task One_file_is_proven_and_the_others_are_not_missed()
    {
        var outcome = await VerifyAsync($"s3://{FarPlace.Bucket}/{SignedTrail.LogObject(2)}");

        outcome.Errors.ShouldContain("of the log files 1 proven, 0 altered, 0 missing");
        outcome.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Altered_missing_and_unsigned_objects_are_named()
    {
        var bucket = _place.Aws.S3.Bucket(FarPlace.Bucket);
        bucket.Put(SignedTrail.LogObject(0), TestFolder.Gzip(SignedTrail.Content(9)));
        bucket.Delete(SignedTrail.LogObject(1));
        await PutAsync(SignedTrail.DigestObject(3), _trail.Digest(3));

        var outcome = await VerifyAsync($"s3://{FarPlace.Bucket}/");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain($"s3://{FarPlace.Bucket}/{SignedTrail.LogObject(0)}: it is not what CloudTrail delivered");
        outcome.Errors.ShouldContain($"{SignedTrail.LogObject(1)}: it is missing");
        outcome.Errors.ShouldContain($"{SignedTrail.DigestObject(3)}: its signature is in the metadata");
    }

    [Fact]
    public async Task What_is_left_out_by_day_account_or_region_is_not_missing()
    {
        var later = await VerifyAsync($"s3://{FarPlace.Bucket}/", "--since", "2026-03-05T00:00:00Z");
        var elsewhere = await VerifyAsync($"s3://{FarPlace.Bucket}/", "--region", "us-east-1");

        later.Errors.ShouldContain("no digest files lie below the sources or beside them");
        elsewhere.Errors.ShouldContain("no digest files lie below the sources or beside them");
        (later.Errors + elsewhere.Errors).ShouldNotContain("it is missing");
    }

    [Fact]
    public async Task A_bucket_that_may_not_be_read_ends_it_with_what_to_do()
    {
        _place.Aws.S3.Fail($"{SignedTrail.DigestObject(1)}", LocalS3Fault.Refused("AccessDenied", 403), times: 20);

        var outcome = await VerifyAsync($"s3://{FarPlace.Bucket}/");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain("CloudTrail's digests cannot be read: AWS does not allow s3:GetObject");
        outcome.Output.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_digest_that_breaks_off_on_the_way_is_not_said_to_be_altered()
    {
        _place.Aws.S3.Fail(SignedTrail.DigestObject(1), LocalS3Fault.Cut(0), times: 20);

        var outcome = await VerifyAsync($"s3://{FarPlace.Bucket}/");

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines.ShouldContain(line => line.StartsWith($"s3://{FarPlace.Bucket}/{SignedTrail.DigestObject(1)}: what it lists is not proven: it cannot be read: ", StringComparison.Ordinal), outcome.Errors);
        outcome.Errors.ShouldNotContain("cut or altered");
    }

    public async ValueTask DisposeAsync()
    {
        await _place.DisposeAsync();
        _trail.Dispose();
    }

    private Task<ProgramOutcome> VerifyAsync(params string[] arguments) => _place.ReplayAsync([.. arguments, "--verify-digests", "--public-keys", "keys.json"]);

    private async Task PutAsync(string key, string path, IReadOnlyDictionary<string, string>? metadata = null) =>
        _place.Aws.S3.Bucket(FarPlace.Bucket).Put(key, await File.ReadAllBytesAsync(path, Cancel), metadata);

    private async Task<Dictionary<string, string>> SignatureAsync(int hour)
    {
        using var head = JsonDocument.Parse(await File.ReadAllBytesAsync(_trail.Signature(hour), Cancel));
        return head.RootElement.GetProperty("Metadata").EnumerateObject().ToDictionary(m => m.Name, m => m.Value.GetString()!);
    }
}
