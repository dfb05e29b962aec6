using System.Text;
using DriftStream.Aws.S3;
using DriftStream.Commands;
using DriftStream.States;
using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using DriftStream.Tests.Replay.Sources;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class S3StatesTests
{
    private const string Bucket = "acme-tf";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task States_below_a_prefix_are_called_by_their_keys_and_workspaces_are_among_them()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "live/prod/app.tfstate", ManagedState.Of(1, serial: 5));
        Put(place, "live/env:/blue/prod/app.tfstate", ManagedState.Of(2, serial: 6));
        Put(place, "live/network", ManagedState.Of(3, serial: 7));
        Put(place, "live/notes", "nothing of interest");
        Put(place, "live/app.tfstate.tflock", "{}");

        var outcome = await StatesAsync(place, $"aws=s3://{Bucket}/live/");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.OutputLines.Where(l => l[0] != ' ').ShouldBe(["aws/env:/blue/prod/app.tfstate", "aws/network", "aws/prod/app.tfstate"]);
        outcome.Output.ShouldContain($"s3://{Bucket}/live/network");
        outcome.Output.ShouldContain("serial      7,");
    }

    [Fact]
    public async Task A_key_is_called_by_its_last_part_or_as_the_user_says()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "prod/app.tfstate", ManagedState.Of(1));

        (await StatesAsync(place, $"s3://{Bucket}/prod/app.tfstate")).OutputLines[0].ShouldBe("app.tfstate");
        (await StatesAsync(place, $"prod=s3://{Bucket}/prod/app.tfstate")).OutputLines[0].ShouldBe("prod");
    }

    [Theory]
    [InlineData("s3://acme-gone/prod/", "State 's3://acme-gone/prod/' at s3://acme-gone/prod/ cannot be read (there is no such bucket), so none of its resources are watched. Allow reading it, or remove 's3://acme-gone/prod/' from the states.", 1)]
    [InlineData("s3://acme-tf/denied/", "(AWS does not allow s3:ListBucket on it (AccessDenied): grant it, and kms:Decrypt where a key of yours encrypts it)", 1)]
    [InlineData("s3://acme-tf/expired/", "(the AWS session has expired: sign in again)", 1)]
    [InlineData("s3://acme-tf/none/", "There is no state below 's3://acme-tf/none/': looked for keys that end in .tfstate, and for others with a state in them.", 2)]
    [InlineData("s3://acme-tf/none", "There is no state at 's3://acme-tf/none': the bucket has no such key. A prefix ends in a slash.", 2)]
    [InlineData("s3://x", "'s3://x' names no bucket: write s3://bucket or s3://bucket/prefix.", 2)]
    public async Task What_cannot_be_found_is_told_in_a_sentence(string state, string sentence, int exitCode)
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.S3.Bucket(Bucket);
        place.Aws.S3.Fail("denied/", LocalS3Fault.Denied);
        place.Aws.S3.Fail("expired/", LocalS3Fault.Refused("ExpiredToken", 400));

        var outcome = await StatesAsync(place, state);

        outcome.ExitCode.ShouldBe(exitCode);
        outcome.Errors.ShouldContain(sentence);
        outcome.ErrorLines.Count(line => !line.StartsWith("Try: ", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_wrong_secret_is_told_in_a_sentence()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "prod.tfstate", ManagedState.Of(1));

        var outcome = await StatesAsync(place, $"s3://{Bucket}/prod.tfstate", secret: "wrong");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain("(AWS does not accept the signature: check the secret access key)");
    }

    [Fact]
    public async Task A_bucket_in_another_region_is_read_there()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.S3.Bucket(Bucket, "ap-southeast-2");
        Put(place, "prod.tfstate", ManagedState.Of(1));

        (await StatesAsync(place, $"s3://{Bucket}/prod.tfstate")).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task A_broken_state_is_named_as_a_local_one_is()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "prod.tfstate", ManagedState.Of(1)[..200]);
        var local = place.Folder.Write("prod.tfstate", ManagedState.Of(1)[..200]);

        var (far, near) = (await StatesAsync(place, $"s3://{Bucket}/prod.tfstate"), await StatesAsync(place, local));

        far.ExitCode.ShouldBe(1);
        far.Errors.ShouldBe(near.Errors.Replace(local, $"s3://{Bucket}/prod.tfstate", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_service_reads_only_what_was_written_and_never_takes_a_broken_state_for_a_good_one()
    {
        await using var place = await FarPlace.StartAsync();
        var time = (SkippingTime)place.Time;
        Put(place, "live/a.tfstate", ManagedState.Of(1));
        Put(place, "live/b.tfstate", ManagedState.Of(2));
        using var places = new StatePlaces(place.Folder.Path, (_, bucket) => new S3Store(bucket, _ => place.S3(), payer: null, time), time);
        var states = new StateSnapshot([new() { Url = $"s3://{Bucket}/live/" }], places);
        await states.LoadAsync(Cancellation);
        place.Aws.S3.Gets.All.Count.ShouldBe(2);

        (await states.RefreshAsync(Cancellation)).ShouldBeFalse();
        place.Aws.S3.Lists.All.Count.ShouldBe(1);

        Put(place, "live/b.tfstate", ManagedState.Of(2, serial: 2));
        time.Advance(TimeSpan.FromMinutes(1));
        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();
        states.Index.States.Select(s => s.Serial).ShouldBe([1, 2]);
        place.Aws.S3.Gets.All.Count.ShouldBe(3);

        Put(place, "live/b.tfstate", ManagedState.Of(2, serial: 3)[..300]);
        time.Advance(TimeSpan.FromMinutes(1));
        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();
        states.Index.States.Single(s => s.Name == "b.tfstate").Serial.ShouldBe(2);
        states.Unreadable.Keys.ShouldBe(["b.tfstate"]);
    }

    [Fact]
    public async Task A_bucket_that_does_not_answer_leaves_the_states_as_they_were_read_last()
    {
        await using var place = await FarPlace.StartAsync();
        var time = (SkippingTime)place.Time;
        Put(place, "live/a.tfstate", ManagedState.Of(1));
        using var places = new StatePlaces(place.Folder.Path, (_, bucket) => new S3Store(bucket, _ => place.S3(), payer: null, time), time);
        var states = new StateSnapshot([new() { Url = $"s3://{Bucket}/live/" }], places);
        await states.LoadAsync(Cancellation);

        place.Aws.S3.Fail("live/", LocalS3Fault.Denied);
        time.Advance(TimeSpan.FromMinutes(1));
        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();
        states.Index.Count.ShouldBeGreaterThan(0);
        states.Unreadable.Keys.ShouldBe(["a.tfstate"]);

        time.Advance(TimeSpan.FromMinutes(1));
        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();
        states.Unreadable.ShouldBeEmpty();
    }

    private static Task<ProgramOutcome> StatesAsync(FarPlace place, string state, string secret = LocalAwsServer.Secret) =>
        new ProgramUnderTest(place.Folder) { Time = place.Time, Parts = new ProgramParts { ConnectS3 = (_, _, region) => place.S3(region ?? LocalAwsServer.Region, secret) } }.RunAsync("states", "--state", state);

    private static void Put(FarPlace place, string key, string content) => place.Aws.S3.Put(Bucket, key, Encoding.UTF8.GetBytes(content));
}
