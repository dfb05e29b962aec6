using DriftStream.Tests.Commands;
using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Sources;

public sealed class ResumeTests
{
    private const string Source = $"s3://{FarPlace.Bucket}/logs/";

    [Fact]
    public async Task What_was_fetched_once_is_not_fetched_again_and_the_findings_are_the_same_bytes()
    {
        await using var place = await StartAsync(20);

        var first = await place.ReplayAsync(Source, "--resume", "run.resume");
        var gets = place.Aws.S3.Gets.All.Count;
        var second = await place.ReplayAsync(Source, "--resume", "run.resume");

        first.ErrorLines.ShouldContain("run.resume: 0 objects fetched by an earlier run, 20 added; go on with the same --resume, or delete the file");
        second.ErrorLines.ShouldContain("run.resume: 20 objects fetched by an earlier run, 0 added; go on with the same --resume, or delete the file");
        second.Output.ShouldBe(first.Output);
        place.Aws.S3.Gets.All.Count.ShouldBe(gets);
    }

    [Fact]
    public async Task Wherever_the_file_was_cut_the_replay_goes_on_and_ends_with_the_same_bytes()
    {
        await using var place = await StartAsync(6);
        var whole = await place.ReplayAsync(Source);
        await place.ReplayAsync(Source, "--resume", "run.resume");
        var kept = await File.ReadAllBytesAsync(place.Folder.At("run.resume"), TestContext.Current.CancellationToken);

        for (var length = 0; length < kept.Length; length += 97)
        {
            place.Folder.Write("run.resume", kept[..length]);
            var again = await place.ReplayAsync(Source, "--resume", "run.resume");

            again.ExitCode.ShouldBe(0);
            again.Output.ShouldBe(whole.Output);
        }
    }

    [Fact]
    public async Task What_changed_in_the_bucket_or_was_altered_in_the_file_is_fetched_again()
    {
        await using var place = await StartAsync(1);
        await place.ReplayAsync(Source, "--resume", "run.resume");

        // They come at the same time, so either may be the last in the file; the first is not.
        place.PutLog("logs/01.json", id: "01");
        place.PutLog("logs/02.json", id: "02");
        await place.ReplayAsync(Source, "--resume", "run.resume");
        place.PutLog("logs/00.json", id: "changed");
        var kept = await File.ReadAllBytesAsync(place.Folder.At("run.resume"), TestContext.Current.CancellationToken);
        kept[^1] ^= 1;
        place.Folder.Write("run.resume", kept);
        place.Aws.S3.Gets.Clear();

        var outcome = await place.ReplayAsync(Source, "--resume", "run.resume");

        FarPlace.Found(outcome).ShouldBe(["changed", "01", "02"], ignoreOrder: true);
        place.Aws.S3.Gets.All.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_could_not_be_fetched_is_tried_again_by_the_next_run()
    {
        await using var place = await StartAsync(3);
        place.Aws.S3.Fail("logs/01.json", LocalS3Fault.Denied);

        var first = await place.ReplayAsync(Source, "--resume", "run.resume");
        var second = await place.ReplayAsync(Source, "--resume", "run.resume");

        first.ExitCode.ShouldBe(1);
        FarPlace.Found(first).ShouldBe(["00", "02"]);
        second.ExitCode.ShouldBe(0);
        FarPlace.Found(second).ShouldBe(["00", "01", "02"]);
    }

    [Fact]
    public async Task Days_of_the_event_history_that_are_over_are_kept_and_those_under_way_are_not()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.CloudTrail.Add(
            Gaps.History.Record("over", FarPlace.Now.AddDays(-3), "Drift"),
            Gaps.History.Record("today", FarPlace.Now.AddHours(-1), "Drift"));
        string[] question = ["cloudtrail:eu-west-1", "--since", "2026-03-04", "--resume", "run.resume"];

        var first = await place.ReplayAsync(question);
        place.Aws.Done.Clear();
        var second = await place.ReplayAsync(question);

        FarPlace.Found(second).ShouldBe(["over", "today"]);
        second.Output.ShouldBe(first.Output);
        place.Aws.Done.All.Count.ShouldBe(2); // yesterday and today
    }

    [Fact]
    public async Task Another_kind_of_file_is_refused_and_left_alone()
    {
        await using var place = await StartAsync(1);
        place.Folder.Write("notes.txt", "do not touch");

        var outcome = await place.ReplayAsync(Source, "--resume", "notes.txt");

        outcome.ExitCode.ShouldBe(2);
        outcome.Errors.ShouldContain("--resume is 'notes.txt', which is no file that --resume wrote: name another, or one that is not there yet.");
        (await File.ReadAllTextAsync(place.Folder.At("notes.txt"), TestContext.Current.CancellationToken)).ShouldBe("do not touch");
    }

    private static async Task<FarPlace> StartAsync(int logs)
    {
        var place = await FarPlace.StartAsync();
        foreach (var i in Enumerable.Range(0, logs))
        {
            place.PutLog($"logs/{i:00}.json", id: $"{i:00}", minute: i);
        }

        return place;
    }
}
