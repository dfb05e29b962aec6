using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class RunTests
{
    [Fact]
    public async Task The_service_starts_with_nothing_configured_but_a_port_and_says_what_it_goes_without()
    {
        using var folder = new TestFolder();
        using var stop = new CancellationTokenSource();
        var program = new ProgramUnderTest(folder)
        {
            Environment = { ["DriftStream__Http__Listen"] = "http://127.0.0.1:0" },
            Cancellation = stop.Token,
            OnError = line =>
            {
                if (line.StartsWith("Listening", StringComparison.Ordinal))
                {
                    stop.Cancel();
                }
            },
        };

        var outcome = await program.RunAsync("run");

        outcome.ExitCode.ShouldBe(0);
        outcome.Errors.ShouldContain("Queue:Url is not set: no events come from AWS, only those that are sent to POST /api/v1/events.");
        outcome.Errors.ShouldContain("States is empty: nothing counts as managed by Terraform, so nothing can drift from it.");
    }

    [Fact]
    public async Task All_mistakes_of_a_configuration_are_told_before_anything_starts()
    {
        using var folder = new TestFolder();
        folder.Write("driftstream.json", """{ "Sates": [], "Accounts": [ "acme" ], }""");

        var outcome = await new ProgramUnderTest(folder).RunAsync("run");

        outcome.Transcript(folder).ShouldBeApproved("run-mistakes");
    }
}
