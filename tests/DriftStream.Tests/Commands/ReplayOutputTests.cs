using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class ReplayOutputTests
{
    private static readonly string[] Story =
    [
        Records.Of("Drift", 5, request: new { tags = "spotted" }),
        Records.Of("Reverted", 9),
        Records.Of("ReadOnly", 1),
        Records.Of("Failed", 2),
        Records.Of("Terraform", 3),
        Records.Of("PutMystery", 4),
        Records.Of("PutMystery", 6),
        Records.Of("Drift", 5, request: new { tags = "spotted" }),
        """{"detail-type":"EC2 Instance State-change Notification"}""",
    ];

    [Theory]
    [InlineData("table")]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task Findings_go_to_standard_output_and_the_summary_to_standard_error(string format)
    {
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Story));
        var state = folder.Write("prod.tfstate", "whole");

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--state", $"prod={state}", "--output", format);

        outcome.Transcript(folder).Replace("\r\n", "\n", StringComparison.Ordinal).ShouldBeApproved($"replay-{format}");
    }

    [Fact]
    public async Task A_table_and_its_limits_follow_the_clock_of_the_zone()
    {
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Story));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--time-zone", "Asia/Kolkata", "--since", "2026-03-02T19:36", "--until", "2026-03-02T19:40");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("Time (Asia/Kolkata)");
        outcome.Output.ShouldContain("2026-03-02 19:39:00");
        outcome.Output.ShouldNotContain("19:35:00");
    }

    [Fact]
    public async Task A_page_holds_what_the_summary_says()
    {
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Story));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "html");

        outcome.Output.ShouldStartWith("<!DOCTYPE html>");
        outcome.Output.ShouldEndWith("</html>\n");
        outcome.Output.ShouldContain("<li><bdi>Found: drift 1, reverted 1.</bdi></li>");
        outcome.ErrorLines.ShouldContain("Found: drift 1, reverted 1.");
    }

    [Fact]
    public async Task Everything_is_printed_with_all()
    {
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Story));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--all", "--output", "csv");

        outcome.Transcript(folder).Replace("\r\n", "\n", StringComparison.Ordinal).ShouldBeApproved("replay-all-csv");
    }

    [Fact]
    public async Task A_row_of_csv_is_written_for_each_change_and_no_cell_is_a_formula()
    {
        using var folder = new TestFolder();
        var hostile = new { tag = "=HYPERLINK(\"http://x\")", port = -1, name = "a,b\n\"c\"\u001b[2J", password = (string?)null };
        folder.Write("in/log.json", Records.File(Records.Of("Drift", 5, who: "@mallory", request: hostile)));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "csv");

        outcome.Output.Split("\r\n").Length.ShouldBe(6);
        outcome.Output.ShouldNotContain('\u001b');
        outcome.Output.Replace("\r\n", "\n", StringComparison.Ordinal).ShouldBeApproved("replay-hostile-csv");
    }

    [Fact]
    public async Task A_row_of_csv_spells_out_what_would_steer_the_terminal_and_keeps_its_lines()
    {
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Records.Of("Drift", 5, who: "\u001b[31mmallory\u202e", request: new { tag = "one\n\ttwo" })));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--output", "csv");

        outcome.Output.ShouldContain(@"\x1b[31mmallory\u{202e}");
        outcome.Output.ShouldContain("one\n\ttwo");
        outcome.Output.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task A_table_spells_out_what_would_steer_the_terminal()
    {
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Records.Of("Drift", 5, who: "\u001b[31mmallory\u202e[red]\n")));

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in");

        outcome.Output.ShouldContain(@"\x1b[31mmallory\u{202e}[red]\n");
        outcome.Output.ShouldNotContain('\u001b');
    }

    [Fact]
    public async Task A_broken_state_is_named_and_the_others_are_used()
    {
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Records.Of("Drift", 5)));
        var whole = folder.Write("whole.tfstate", "whole");
        var broken = folder.Write("broken.tfstate", "broken");

        var outcome = await new ProgramUnderTest(folder).RunAsync("replay", "in", "--state", $"broken={broken}", "--state", whole, "--output", "ndjson", "--detailed-exitcode");

        outcome.ExitCode.ShouldBe(1);
        outcome.OutputLines.Count.ShouldBe(1);
        outcome.ErrorLines[0].ShouldBe($"State 'broken' at {broken} is broken.");
    }

    [Theory]
    [InlineData("Drift", 3)]
    [InlineData("Reverted", 3)]
    [InlineData("Terraform", 0)]
    public async Task The_exit_code_tells_on_request_whether_something_was_found(string verdict, int exitCode)
    {
        using var folder = new TestFolder();
        folder.Write("in/log.json", Records.File(Records.Of(verdict, 5)));

        (await new ProgramUnderTest(folder).RunAsync("replay", "in", "--detailed-exitcode")).ExitCode.ShouldBe(exitCode);
        (await new ProgramUnderTest(folder).RunAsync("replay", "in")).ExitCode.ShouldBe(0);
    }
}
