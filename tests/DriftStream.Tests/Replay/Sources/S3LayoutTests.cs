using DriftStream.Tests.LocalAws;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Sources;

public sealed class S3LayoutTests
{
    private const string One = "111122223333";
    private const string Two = "444455556666";

    [Theory]
    [InlineData("", "")]
    [InlineData("trail/of/acme/", "trail")]
    [InlineData("AWSLogs/o-abcdefgh12/", "AWSLogs")]
    [InlineData("audit/AWSLogs/o-abcdefgh12/", "audit/")]
    public async Task Logs_of_accounts_and_organizations_are_found_whatever_lies_before_them(string before, string asked)
    {
        await using var place = await FarPlace.StartAsync();
        var logs = before.EndsWith("12/", StringComparison.Ordinal) ? before["AWSLogs/".Length..] : before;
        string[] keys = before.Contains("AWSLogs", StringComparison.Ordinal)
            ? [$"{before}{One}/CloudTrail/eu-west-1/2026/03/02/a.json.gz", $"{before}{Two}/CloudTrail/us-east-1/2026/03/03/b.json.gz"]
            : [FarPlace.LogKey(One, "eu-west-1", "2026/03/02", "a", logs), FarPlace.LogKey(Two, "us-east-1", "2026/03/03", "b", logs)];
        foreach (var key in keys)
        {
            place.PutLog(key);
            place.PutLog(key.Replace("/CloudTrail/", "/CloudTrail-Digest/", StringComparison.Ordinal), id: "digest");
            place.PutLog(key.Replace("/CloudTrail/", "/CloudTrail-Insight/", StringComparison.Ordinal), id: "insight");
            place.PutLog(key.Replace("/CloudTrail/", "/Config/", StringComparison.Ordinal), id: "config");
        }

        var outcome = await place.ReplayAsync($"s3://{FarPlace.Bucket}/{asked}");

        outcome.Errors.ShouldNotContain("cannot");
        FarPlace.Found(outcome).ShouldBe(keys, ignoreOrder: true);
        outcome.ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Accounts_regions_and_days_that_nobody_asks_about_are_neither_listed_nor_fetched()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.S3.PageSize = 2;
        foreach (var account in (string[])[One, Two])
        {
            foreach (var region in (string[])["eu-west-1", "us-east-1"])
            {
                foreach (var day in Enumerable.Range(1, 9))
                {
                    place.PutLog(FarPlace.LogKey(account, region, $"2026/03/0{day}", "x"));
                }
            }
        }

        // The fake judge knows one account and region, and every event is of the second.
        var outcome = await place.ReplayAsync($"s3://{FarPlace.Bucket}", "--account", One, "--region", "eu-west-1", "--since", "2026-03-02T13:00:00Z", "--until", "2026-03-04");

        string[] days = ["02", "03", "04"]; // the last one for what was delivered late
        FarPlace.Found(outcome).ShouldBe(days.Select(day => FarPlace.LogKey(One, "eu-west-1", $"2026/03/{day}", "x")));
        outcome.Errors.ShouldContain($"s3://{FarPlace.Bucket}/: 2 folders of other accounts and regions not read; of a session that was opened there, only the role is known.");
        place.Aws.S3.Gets.All.Order().ShouldBe(days.Select(day => $"{FarPlace.Bucket}/{FarPlace.LogKey(One, "eu-west-1", $"2026/03/{day}", "x")}"));
        place.Aws.S3.Lists.All.Distinct().ShouldBe(
        [
            $"{FarPlace.Bucket}/", $"{FarPlace.Bucket}/AWSLogs/", $"{FarPlace.Bucket}/AWSLogs/{One}/", $"{FarPlace.Bucket}/AWSLogs/{One}/CloudTrail/",
            $"{FarPlace.Bucket}/AWSLogs/{One}/CloudTrail/eu-west-1/",
        ]);
        place.Aws.S3.Lists.All.Count(l => l.EndsWith("eu-west-1/", StringComparison.Ordinal)).ShouldBeLessThanOrEqualTo(3);
    }

    [Fact]
    public async Task Any_other_prefix_is_read_as_it_lies_there()
    {
        await using var place = await FarPlace.StartAsync();
        string[] logs = ["exports/a.json", "exports/deep/er/than/one/would/look/b.jsonl.gz", "exports/stream-1-2026-03-02-14-00-00-3f1c0b52", "exports/year=2026/c.gz"];
        foreach (var key in logs)
        {
            place.PutLog(key);
        }

        place.PutLog("exports/readme.txt");
        place.PutLog("exports/result_sign.json");
        place.PutLog("exports-old/d.json");
        place.Aws.S3.Put(FarPlace.Bucket, "exports/", []);

        var outcome = await place.ReplayAsync($"s3://{FarPlace.Bucket}/exports");

        FarPlace.Found(outcome).ShouldBe(logs, ignoreOrder: true);
        outcome.ExitCode.ShouldBe(0);
        outcome.ErrorLines.ShouldContain($"s3://{FarPlace.Bucket}/exports: 1 object left out: they only prove or list other files");
        outcome.ErrorLines.ShouldContain($"s3://{FarPlace.Bucket}/exports: 1 object left out: their names do not end as those of logs do; name one alone to have it read all the same");
    }

    [Fact]
    public async Task One_object_is_read_whatever_its_name_and_keys_may_be_begun()
    {
        await using var place = await FarPlace.StartAsync();
        place.PutLog("logs/readme.txt");
        place.PutLog("logs/2026-03-01.json");
        place.PutLog("logs/2026-03-02.json");

        FarPlace.Found(await place.ReplayAsync($"s3://{FarPlace.Bucket}/logs/readme.txt")).ShouldBe(["logs/readme.txt"]);
        FarPlace.Found(await place.ReplayAsync($"s3://{FarPlace.Bucket}/logs/2026-03")).ShouldBe(["logs/2026-03-01.json", "logs/2026-03-02.json"], ignoreOrder: true);
    }

    [Fact]
    public async Task Lists_of_many_pages_are_read_to_their_end()
    {
        await using var place = await FarPlace.StartAsync();
        place.Aws.S3.PageSize = 3;
        foreach (var i in Enumerable.Range(0, 20))
        {
            place.PutLog(FarPlace.LogKey(One, i % 2 == 0 ? "eu-west-1" : $"ap-south-{i}", "2026/03/02", $"{i}"));
        }

        var outcome = await place.ReplayAsync($"s3://{FarPlace.Bucket}/AWSLogs/");

        outcome.OutputLines.Count.ShouldBe(20);
    }

    [Fact]
    public async Task A_prefix_below_which_nothing_lies_is_named()
    {
        await using var place = await FarPlace.StartAsync();
        place.PutLog("logs/a.json");

        var outcome = await place.ReplayAsync($"s3://{FarPlace.Bucket}/log/");

        outcome.ExitCode.ShouldBe(1);
        outcome.ErrorLines.ShouldContain($"s3://{FarPlace.Bucket}/log/: no log files lie there, or none that are asked about");
    }
}
