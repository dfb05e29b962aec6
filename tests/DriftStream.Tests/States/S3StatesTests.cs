using System.Text;
using DriftStream.Aws.S3;
using DriftStream.Commands;
using DriftStream.States;
using DriftStream.States.Sources;
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
        Put(place, "live/notes", "no state, which is known once it was looked at");
        using var places = new StatePlaces(place.Folder.Path, (_, bucket) => new S3Store(bucket, _ => place.S3(), payer: null, time), time);
        var states = new StateSnapshot([new() { Url = $"s3://{Bucket}/live/" }], places);
        await states.LoadAsync(Cancellation);
        place.Aws.S3.Gets.All.Count.ShouldBe(3);

        (await states.RefreshAsync(Cancellation)).ShouldBeFalse();
        place.Aws.S3.Lists.All.Count.ShouldBe(1);

        Put(place, "live/b.tfstate", ManagedState.Of(2, serial: 2));
        time.Advance(TimeSpan.FromMinutes(1));
        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();
        states.Index.States.Select(s => s.Serial).ShouldBe([1, 2]);
        place.Aws.S3.Gets.All.Count.ShouldBe(4);

        Put(place, "live/b.tfstate", ManagedState.Of(2, serial: 3)[..300]);
        time.Advance(TimeSpan.FromMinutes(1));
        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();
        states.Index.States.Single(s => s.Name == "b.tfstate").Serial.ShouldBe(2);
        states.Unreadable.Keys.ShouldBe(["b.tfstate"]);
    }

    [Fact]
    public async Task Several_states_are_fetched_at_once()
    {
        await using var place = await FarPlace.StartAsync();
        var gate = new TaskCompletionSource();
        foreach (var key in (string[])["live/a.tfstate", "live/b.tfstate", "live/c.tfstate"])
        {
            Put(place, key, ManagedState.Of(1));
            place.Aws.S3.Fail(key, LocalS3Fault.Until(gate.Task));
        }

        var running = StatesAsync(place, $"s3://{Bucket}/live/");
        await place.Aws.S3.Gets.TakeAsync(3);
        gate.SetResult();

        (await running).OutputLines.Where(l => l[0] != ' ').ShouldBe(["a.tfstate", "b.tfstate", "c.tfstate"]);
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

    [Fact]
    public async Task The_workspaces_of_a_key_are_read_beside_it_and_called_by_their_names()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "prod/app.tfstate", ManagedState.Of(1));
        Put(place, "env:/blue/prod/app.tfstate", ManagedState.Of(2));
        Put(place, "env:/green/prod/app.tfstate", ManagedState.Of(3));
        Put(place, "env:/green/other.tfstate", ManagedState.Of(3));
        Put(place, "env:/a/b/prod/app.tfstate", ManagedState.Of(3));
        place.Folder.Write("driftstream.json", $$"""{ "States": [ { "Name": "app", "Url": "s3://{{Bucket}}/prod/app.tfstate", "WorkspaceKeyPrefix": "env:" } ] }""");

        var outcome = await RunAsync(place, "states");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.OutputLines.Where(l => l[0] != ' ').ShouldBe(["app/default", "app/blue", "app/green"]);
    }

    [Fact]
    public async Task A_state_under_its_owners_key_is_read_with_it_and_a_plain_one_beside_it_too()
    {
        await using var place = await FarPlace.StartAsync();
        var key = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
        place.Aws.S3.PutEncrypted(Bucket, "live/secret.tfstate", Encoding.UTF8.GetBytes(ManagedState.Of(1)), key);
        Put(place, "live/plain.tfstate", ManagedState.Of(1));
        place.Folder.Write("key", key + "\n");
        place.Folder.Write("driftstream.json", $$"""{ "States": [ { "Url": "s3://{{Bucket}}/live/", "SseCustomerKey": "file:key" } ] }""");

        var outcome = await RunAsync(place, "states");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.OutputLines.Where(l => l[0] != ' ').ShouldBe(["plain.tfstate", "secret.tfstate"]);
    }

    [Fact]
    public async Task A_state_under_its_owners_key_that_nobody_gave_says_what_is_missing()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.S3.PutEncrypted(Bucket, "prod.tfstate", Encoding.UTF8.GetBytes(ManagedState.Of(1)), Convert.ToBase64String(new byte[32]));

        var outcome = await StatesAsync(place, $"s3://{Bucket}/prod.tfstate");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain("(it is encrypted with a key of its owner (SSE-C): give that as SseCustomerKey of the state, or as AWS_SSE_CUSTOMER_KEY)");
    }

    [Theory]
    [InlineData("""{ "Url": "s3://acme-tf/a", "SseCustomerKey": "c2hvcnQ=" }""", "States:0:SseCustomerKey is not 32 bytes in base64 (its value is a secret and not shown)")]
    [InlineData("""{ "Url": "s3://acme-tf/live/", "WorkspaceKeyPrefix": "env:" }""", "States:0:WorkspaceKeyPrefix is 'env:', but Url is not the key of a state in a bucket")]
    [InlineData("""{ "Url": "prod.tfstate", "SseCustomerKey": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=" }""", "States:0:SseCustomerKey is set, but Url names no bucket")]
    public async Task What_has_no_effect_on_a_bucket_is_a_mistake(string state, string sentence)
    {
        await using var place = await FarPlace.StartAsync();
        place.Folder.Write("driftstream.json", $$"""{ "States": [ {{state}} ] }""");

        var outcome = await RunAsync(place, "states");

        outcome.ExitCode.ShouldBe(2);
        outcome.Errors.ShouldContain(sentence);
        outcome.Errors.ShouldNotContain("c2hvcnQ=");
    }

    [Fact]
    public async Task One_listing_tells_of_states_and_of_who_applies_to_them()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "live/a.tfstate", ManagedState.Of(1));
        Put(place, "live/b.tfstate", ManagedState.Of(1));
        Put(place, "live/a.tfstate.tflock", """{"ID":"1","Operation":"OperationTypeApply","Who":"ci@runner-7","Created":"2026-03-08T11:58:00Z"}""");
        Put(place, "live/b.tfstate.tflock", """{"ID":"2","Operation":"OperationTypePlan","Who":"bob@laptop","Created":"2026-03-08T11:58:00Z"}""");
        Put(place, "live/gone.tfstate.tflock", """{"ID":"3","Operation":"OperationTypeApply","Created":"2026-03-08T11:58:00Z"}""");
        using var bucket = new S3Store(Bucket, _ => place.S3(), payer: null, place.Time);
        using var source = new S3StateSource(bucket, "live/");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            var seen = await source.LookAsync(await source.ListAsync(Cancellation), Cancellation);
            seen.ShouldHaveSingleItem().ShouldBe(new($"s3://{Bucket}/live/a.tfstate", new(2026, 3, 8, 11, 58, 0, TimeSpan.Zero), "ci@runner-7"));
        }

        place.Aws.S3.Lists.All.Count.ShouldBe(2);
        place.Aws.S3.Gets.All.ShouldBe([$"{Bucket}/live/a.tfstate.tflock", $"{Bucket}/live/b.tfstate.tflock"]);
        place.Aws.S3.Fail("live/a.tfstate.tflock", LocalS3Fault.Refused("NoSuchKey", 404));
        Put(place, "live/a.tfstate.tflock", """{"ID":"4","Operation":"OperationTypeApply","Created":"2026-03-08T11:59:00Z"}""");
        (await source.LookAsync(await source.ListAsync(Cancellation), Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_state_that_could_not_be_fetched_is_asked_for_again_though_nobody_writes_it()
    {
        await using var place = await FarPlace.StartAsync();
        var time = (SkippingTime)place.Time;
        Put(place, "live/a.tfstate", ManagedState.Of(1));
        using var places = new StatePlaces(place.Folder.Path, (_, bucket) => new S3Store(bucket, _ => place.S3(), payer: null, time), time);
        var states = new StateSnapshot([new() { Url = $"s3://{Bucket}/live/" }], places);
        await states.LoadAsync(Cancellation);
        Put(place, "live/a.tfstate", ManagedState.Of(2, serial: 2));
        place.Aws.S3.Fail("live/a.tfstate", LocalS3Fault.Denied);
        time.Advance(TimeSpan.FromMinutes(1));
        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();
        states.Unreadable.ShouldHaveSingleItem().Value.ShouldContain("so it stays in use as it was read last (serial 1, written ");
        (await states.RefreshAsync(Cancellation)).ShouldBeFalse();

        time.Advance(TimeSpan.FromMinutes(1));
        (await states.RefreshAsync(Cancellation)).ShouldBeTrue();

        states.Unreadable.ShouldBeEmpty();
        states.Index.States.Single().Serial.ShouldBe(2);
    }

    [Fact]
    public async Task S3_that_is_busy_is_asked_again_and_what_it_says_to_the_end_is_told()
    {
        await using var place = await FarPlace.StartAsync();
        Put(place, "live/a.tfstate", ManagedState.Of(1));
        place.Aws.S3.Fail("live/", LocalS3Fault.SlowDown, 3);
        place.Aws.S3.Fail("live/a.tfstate", LocalS3Fault.Refused("TooManyRequests", 429), 3);
        (await StatesAsync(place, $"s3://{Bucket}/live/")).ExitCode.ShouldBe(0);

        place.Aws.S3.Fail("live/", LocalS3Fault.SlowDown, 100);
        (await StatesAsync(place, $"s3://{Bucket}/live/")).Errors.ShouldContain("cannot be read (S3 still answered SlowDown (503) after 8 tries), so none of its resources are watched.");
    }

    private static Task<ProgramOutcome> RunAsync(FarPlace place, params string[] arguments) =>
        new ProgramUnderTest(place.Folder) { Time = place.Time, Parts = new ProgramParts { ConnectS3 = (_, _, region) => place.S3(region ?? LocalAwsServer.Region) } }.RunAsync(arguments);

    private static Task<ProgramOutcome> StatesAsync(FarPlace place, string state, string secret = LocalAwsServer.Secret) =>
        new ProgramUnderTest(place.Folder) { Time = place.Time, Parts = new ProgramParts { ConnectS3 = (_, _, region) => place.S3(region ?? LocalAwsServer.Region, secret) } }.RunAsync("states", "--state", state);

    private static void Put(FarPlace place, string key, string content) => place.Aws.S3.Put(Bucket, key, Encoding.UTF8.GetBytes(content));
}
