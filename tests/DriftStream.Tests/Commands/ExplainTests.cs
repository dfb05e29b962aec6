using System.Text;
using DriftStream.Core.Values;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class ExplainTests
{
    private static readonly string Event = Records.Of("Drift", 5, id: "event-05", request: new { tags = "spotted", password = (string?)null });

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task An_event_is_explained_step_by_step(string format)
    {
        using var folder = new TestFolder();
        folder.Write("event.json", Event);
        var state = folder.Write("prod.tfstate", "whole");

        var outcome = await new ProgramUnderTest(folder).RunAsync("explain", "event.json", "--state", state, "--output", format);

        outcome.Transcript(folder).ShouldBeApproved($"explain-{format}");
    }

    [Fact]
    public async Task An_event_can_come_from_standard_input()
    {
        using var folder = new TestFolder();

        var outcome = await new ProgramUnderTest(folder) { StandardInput = Event }.RunAsync("explain", "-");

        outcome.ExitCode.ShouldBe(0);
        outcome.Output.ShouldContain("=> drift at aws_s3_bucket.data in state prod");
    }

    [Fact]
    public async Task An_event_can_come_from_the_ledger()
    {
        using var folder = new TestFolder();
        var parts = FakeParts.Default with
        {
            FindRecord = (_, _, id) => id == "event-05"
                ? new(id, FixedTime.Noon.GetUtcNow(), "drift", Encoding.UTF8.GetBytes(Event), IsMasked: false)
                : null,
        };

        var found = await new ProgramUnderTest(folder) { Parts = parts }.RunAsync("explain", "event-05");
        var missing = await new ProgramUnderTest(folder) { Parts = parts }.RunAsync("explain", "event-06");

        found.Output.ShouldContain("Drift event-05");
        missing.ExitCode.ShouldBe(1);
        missing.ErrorLines[^1].ShouldBe("There is no file event-06, and the ledger holds no event of that id.");
    }

    [Fact]
    public async Task Of_many_events_the_first_twenty_are_explained_in_their_order()
    {
        using var folder = new TestFolder();
        folder.Write("log.json", Records.File([.. Enumerable.Range(0, 25).Reverse().Select(minute => Records.Of("InSync", minute))]));

        var outcome = await new ProgramUnderTest(folder).RunAsync("explain", "log.json", "--output", "json");

        outcome.OutputLines.Select(line => ValueReader.Read(Encoding.UTF8.GetBytes(line))["event"].Text)
            .ShouldBe(Enumerable.Range(0, 20).Select(minute => $"event-{minute:00}"));
        outcome.ErrorLines[^1].ShouldBe("The first 20 of 25 events are explained.");
    }
}
