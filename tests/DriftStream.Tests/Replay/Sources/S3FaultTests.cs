using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Sources;

public sealed class S3FaultTests
{
    private const string Source = $"s3://{FarPlace.Bucket}/logs/";

    public static TheoryData<string, string> Refusals => new()
    {
        { "AccessDenied", "AWS does not allow s3:GetObject on it (AccessDenied): grant it, and kms:Decrypt where a key of yours encrypts it" },
        { "ExpiredToken", "the AWS session has expired: sign in again and go on with --resume" },
        { "InvalidObjectState", "it lies in an archive class of S3: restore it first" },
        { "NoSuchKey", "it is no longer there" },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task An_object_that_S3_refuses_is_named_and_its_neighbours_are_judged(string code, string sentence)
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "a", "b", "c");
        place.Aws.S3.Fail("logs/b.json", LocalS3Fault.Refused(code, 403));

        var outcome = await place.ReplayAsync(Source);

        outcome.ExitCode.ShouldBe(1);
        FarPlace.Found(outcome).ShouldBe(["a", "c"]);
        outcome.ErrorLines.ShouldContain($"{Source}b.json: it cannot be read: {sentence}");
    }

    [Fact]
    public async Task A_busy_S3_is_asked_again()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "a", "b");
        place.Aws.S3.Fail("logs/a.json", LocalS3Fault.SlowDown, times: 5);
        place.Aws.S3.Fail("logs/", LocalS3Fault.SlowDown, times: 2);

        var outcome = await place.ReplayAsync(Source);

        outcome.ExitCode.ShouldBe(0);
        FarPlace.Found(outcome).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task An_S3_that_stays_busy_is_named_after_some_tries()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "a", "b");
        place.Aws.S3.Fail("logs/a.json", LocalS3Fault.SlowDown, times: 100);

        var outcome = await place.ReplayAsync(Source);

        outcome.ExitCode.ShouldBe(1);
        FarPlace.Found(outcome).ShouldBe(["b"]);
        outcome.ErrorLines.ShouldContain($"{Source}a.json: it cannot be read: S3 still answered SlowDown (503) after 8 tries");
    }

    [Fact]
    public async Task A_transfer_that_is_cut_goes_on_where_it_stopped()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "a", "b");
        place.Aws.S3.Fail("logs/a.json", LocalS3Fault.Cut(10), times: 3);

        var outcome = await place.ReplayAsync(Source);

        outcome.ExitCode.ShouldBe(0);
        FarPlace.Found(outcome).ShouldBe(["a", "b"]);
        place.Aws.S3.Gets.All.Count(g => g.EndsWith("a.json", StringComparison.Ordinal)).ShouldBe(4);
    }

    [Fact]
    public async Task A_transfer_that_is_cut_again_and_again_is_called_truncated()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "a", "b");
        var size = place.Aws.S3.Bucket(FarPlace.Bucket).Find("logs/a.json", "").Content.Length;
        place.Aws.S3.Fail("logs/a.json", LocalS3Fault.Cut(30));
        place.Aws.S3.Fail("logs/a.json", LocalS3Fault.Cut(0), times: 100);

        var outcome = await place.ReplayAsync(Source);

        outcome.ExitCode.ShouldBe(1);
        FarPlace.Found(outcome).ShouldBe(["b"]);
        outcome.ErrorLines.ShouldContain($"{Source}a.json: it cannot be read: it is truncated: its transfer broke off 8 times, the last time after 30 of {size} bytes");
    }

    [Fact]
    public async Task An_object_that_lay_truncated_in_the_bucket_is_called_so()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.S3.Put(FarPlace.Bucket, "logs/cut.json.gz", TestFolder.Gzip(Records.File(Records.Of("Drift", 1)))[..^9]);
        place.Aws.S3.Put(FarPlace.Bucket, "logs/empty.json.gz", []);
        Put(place, "good");

        var outcome = await place.ReplayAsync(Source);

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain($"{Source}cut.json.gz: it is truncated: ");
        outcome.ErrorLines.ShouldContain($"{Source}empty.json.gz: it is empty");
    }

    [Fact]
    public async Task A_list_that_is_refused_is_named_and_other_accounts_are_read()
    {
        await using var place = await FarPlace.StartAsync();
        place.PutLog(FarPlace.LogKey("111122223333", "eu-west-1", "2026/03/02", "a"), id: "a");
        place.PutLog(FarPlace.LogKey("444455556666", "eu-west-1", "2026/03/02", "b"), id: "b");
        place.Aws.S3.Fail("AWSLogs/111122223333/", LocalS3Fault.Denied);

        var outcome = await place.ReplayAsync($"s3://{FarPlace.Bucket}");

        outcome.ExitCode.ShouldBe(1);
        FarPlace.Found(outcome).ShouldBe(["b"]);
        outcome.ErrorLines.ShouldContain($"s3://{FarPlace.Bucket}/AWSLogs/111122223333/: it cannot be listed: AWS does not allow s3:ListBucket on it (AccessDenied): grant it, and kms:Decrypt where a key of yours encrypts it");
    }

    [Fact]
    public async Task A_bucket_that_is_not_there_is_named()
    {
        await using var place = await FarPlace.StartAsync();

        var outcome = await place.ReplayAsync(Source);

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines.ShouldContain($"{Source}: it cannot be listed: there is no such bucket");
    }

    [Fact]
    public async Task A_bucket_in_another_region_is_asked_there()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.S3.Bucket(FarPlace.Bucket, "ap-southeast-2");
        Put(place, "a", "b");

        var outcome = await place.ReplayAsync(Source);

        outcome.ExitCode.ShouldBe(0);
        FarPlace.Found(outcome).ShouldBe(["a", "b"]);
    }

    [Fact]
    public async Task Many_objects_are_under_way_at_once_though_one_worker_reads_them()
    {
        await using var place = await FarPlace.StartAsync();
        var open = new TaskCompletionSource();
        var ids = Enumerable.Range(0, 60).Select(i => $"{i:00}").ToArray();
        Put(place, ids);
        foreach (var id in ids)
        {
            place.Aws.S3.Fail($"logs/{id}.json", LocalS3Fault.Until(open.Task));
        }

        var replay = place.ReplayAsync(Source, "--workers", "1");
        await place.Aws.S3.Gets.TakeAsync(32);
        open.SetResult();
        var outcome = await replay;

        FarPlace.Found(outcome).ShouldBe(ids);
        place.Aws.S3.MostAtOnce.ShouldBeInRange(32, 33); // and the one that the worker asked for itself
    }

    private static void Put(FarPlace place, params string[] ids)
    {
        foreach (var (id, i) in ids.Select((id, i) => (id, i)))
        {
            place.PutLog($"logs/{id}.json", id, i % 60);
        }
    }
}
