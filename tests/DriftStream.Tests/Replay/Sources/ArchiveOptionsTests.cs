using DriftStream.Replay.Sources;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Replay.Sources;

public sealed class ArchiveOptionsTests
{
    [Fact]
    public void Every_mistake_is_told_with_its_key_its_value_and_the_harm()
    {
        var options = new ArchiveOptions { RoleArn = "reader", Downloads = 0, DownloadMemory = 0, LateDays = -1 };

        new ArchiveOptions.Validator().Validate(null, options).Failures.ShouldBe(
        [
            "Archive:RoleArn is 'reader': it is no role's ARN, so nothing could be fetched. Write arn:aws:iam::111122223333:role/NAME.",
            "Archive:Downloads (0) is not from 1 to 1024: nothing would be fetched, or S3 would slow it down.",
            "Archive:DownloadMemory (0) is not from 1 to 65536: nothing could wait in memory, or more than there is.",
            "Archive:LateDays (-1) is not from 0 to 90: files would be missed, or days read for nothing.",
        ]);
    }

    [Fact]
    public void An_external_id_needs_a_role() =>
        new ArchiveOptions.Validator().Validate(null, new() { ExternalId = "42" }).Failures.ShouldBe(
            ["Archive:ExternalId is set without Archive:RoleArn: it is sent only when a role is taken, so it would do nothing."]);

    [Fact]
    public void The_defaults_are_in_order() => new ArchiveOptions.Validator().Validate(null, new()).Succeeded.ShouldBeTrue();
}
