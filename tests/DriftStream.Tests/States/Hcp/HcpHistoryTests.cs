using System.Globalization;
using System.Text.Json;
using DriftStream.States;
using DriftStream.Tests.Commands;
using DriftStream.Tests.Service;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States.Hcp;

public sealed class HcpHistoryTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Versions_come_in_the_order_of_their_making_over_many_pages_and_what_never_counted_is_left_out()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        acme.Server.MostOnPage = 3;
        foreach (var day in Enumerable.Range(1, 10))
        {
            Write(acme, $"2026-02-{day:00}T08:00:00Z", serial: day);
        }

        Write(acme, "2026-02-04T09:00:00Z", serial: 40).IsIntermediate = true;
        Write(acme, "2026-02-05T09:00:00Z", serial: 50).Status = "discarded";
        Write(acme, "2026-02-06T09:00:00Z", serial: 60).Status = "pending";
        Write(acme, "2026-02-03T08:00:00Z", serial: 30, workspace: "app");

        var versions = (await source.VersionsAsync(Cancellation)).ShouldNotBeNull();

        versions.Where(v => v.File.Relative == "net").Select(v => v.Written.Day).ShouldBe(Enumerable.Range(1, 10));
        versions.Where(v => v.File.Relative == "app").ShouldHaveSingleItem();
        versions.ShouldAllBe(v => !v.IsDeletion);
        (await HcpOrganization.TextAsync(source.OpenAsync(versions.Single(v => v.Written.Day == 7), Cancellation))).ShouldBe(ManagedState.Of(2, serial: 7));
    }

    [Fact]
    public async Task Of_versions_of_one_moment_the_highest_serial_is_the_last()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        foreach (var serial in new[] { 3, 1, 4, 2 })
        {
            Write(acme, "2026-02-01T08:00:00Z", serial);
        }

        var versions = (await source.VersionsAsync(Cancellation)).ShouldNotBeNull();

        var serials = new List<long>();
        foreach (var version in versions)
        {
            serials.Add(JsonDocument.Parse(await HcpOrganization.TextAsync(source.OpenAsync(version, Cancellation))).RootElement.GetProperty("serial").GetInt64());
        }

        serials.ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public async Task A_version_whose_content_was_deleted_and_a_workspace_that_is_closed_are_told_when_they_are_opened()
    {
        await using var acme = await HcpOrganization.OpenAsync();
        using var source = acme.Source();
        Write(acme, "2026-02-01T08:00:00Z", serial: 1).Status = "backing_data_permanently_deleted";
        Write(acme, "2026-02-02T08:00:00Z", serial: 2);
        Write(acme, "2026-02-02T08:00:00Z", serial: 2, workspace: "closed");
        acme.Server.Workspace("closed").MayReadStates = false;

        var versions = (await source.VersionsAsync(Cancellation)).ShouldNotBeNull();

        versions.Select(v => v.File.Relative).ShouldBe(["closed", "net", "net"]);
        (await Should.ThrowAsync<StateSourceException>(() => source.OpenAsync(versions[0], Cancellation))).Message.ShouldContain("may not read its state");
        (await Should.ThrowAsync<StateSourceException>(() => source.OpenAsync(versions[1], Cancellation))).Message.ShouldBe("the server has deleted its content, as its data retention says");
    }

    [Theory]
    [InlineData("2026-02-05T12:00:00Z", "drift")] // serial 1 holds no tag drift
    [InlineData("2026-02-10T08:00:01Z", "in-sync")] // serials 2 and 3 are of the second before, and 3 holds it
    [InlineData("2026-02-15T12:00:00Z", "in-sync")]
    [InlineData("2026-02-25T12:00:00Z", "drift")] // serial 4 does not hold it any more
    public async Task Replay_and_explain_judge_with_the_state_of_the_time(string time, string verdict)
    {
        await using var acme = await HcpOrganization.OpenAsync();
        Write(acme, "2026-02-01T08:00:00Z", serial: 1);
        Write(acme, "2026-02-10T08:00:00Z", serial: 3, drift: "spotted");
        Write(acme, "2026-02-10T08:00:00Z", serial: 2);
        Write(acme, "2026-02-12T08:00:00Z", serial: 9).IsIntermediate = true;
        Write(acme, "2026-02-20T08:00:00Z", serial: 4);
        acme.Folder.Write("event.json", Tagging(time));

        var replayed = await acme.RunAsync("replay", acme.Folder.At("event.json"), "--state", $"{acme.Server.Address}/net", "--output", "ndjson", "--all");
        var explained = await acme.RunAsync("explain", acme.Folder.At("event.json"), "--state", $"{acme.Server.Address}/net", "--output", "json");
        var then = await acme.RunAsync("replay", acme.Folder.At("event.json"), "--state", acme.Server.Address, "--state-at", time, "--output", "ndjson", "--all");

        Verdicts(replayed).ShouldBe([verdict], replayed.Errors);
        explained.Output.ShouldContain($"\"verdict\":\"{verdict}\"", customMessage: explained.Errors);
        Verdicts(then).ShouldBe([verdict], then.Errors);
    }

    private static IEnumerable<string?> Verdicts(ProgramOutcome outcome) => outcome.OutputLines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("verdict").GetString());

    private static FakeHcpVersion Write(HcpOrganization acme, string time, int serial, string? drift = null, string workspace = "net")
    {
        var version = acme.Server.Upload(workspace, ManagedState.Of(2, drift, serial));
        version.Created = DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
        return version;
    }

    private static string Tagging(string time) => $$$$"""
        {"eventVersion":"1.08","userIdentity":{"type":"IAMUser","principalId":"AIDAEXAMPLE","arn":"arn:aws:iam::111122223333:user/alice","accountId":"111122223333","accessKeyId":"AKIAEXAMPLE000000009","userName":"alice"},
         "eventTime":"{{{{time}}}}","eventSource":"s3.amazonaws.com","eventName":"PutBucketTagging","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.9","userAgent":"aws-cli/2.15",
         "requestParameters":{"bucketName":"{{{{ManagedState.Bucket(0)}}}}","tagging":"","Tagging":{"TagSet":{"Tag":[{"Key":"owner","Value":"platform"},{"Key":"drift","Value":"spotted"}]}}},"responseElements":null,
         "eventID":"5f1d0c1a-7a52-4a6b-9a1c-2f6f0f9f7d10","readOnly":false,"eventType":"AwsApiCall","recipientAccountId":"111122223333"}
        """;
}
