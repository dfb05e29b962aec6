using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class HelpTests
{
    [Theory]
    [InlineData("driftstream")]
    [InlineData("demo")]
    [InlineData("run")]
    [InlineData("replay")]
    [InlineData("explain")]
    [InlineData("states")]
    [InlineData("coverage")]
    [InlineData("check")]
    [InlineData("audit")]
    [InlineData("bench")]
    public async Task Help_names_every_option_and_shows_an_example(string verb)
    {
        using var folder = new TestFolder();
        string[] arguments = verb == "driftstream" ? ["--help"] : [verb, "--help"];

        var outcome = await new ProgramUnderTest(folder).RunAsync(arguments);

        outcome.ExitCode.ShouldBe(0);
        outcome.Errors.ShouldBeEmpty();
        // The name of the program is the name of whatever hosts it, here the test.
        outcome.Output.Replace("DriftStream.Tests", "driftstream", StringComparison.Ordinal).ShouldBeApproved($"help-{verb}");
    }

    [Fact]
    public async Task Without_a_verb_the_help_is_an_error()
    {
        using var folder = new TestFolder();

        var outcome = await new ProgramUnderTest(folder).RunAsync();

        outcome.ExitCode.ShouldBe(2);
        outcome.Output.ShouldBeEmpty();
        outcome.Errors.ShouldContain("replay <SOURCE>");
    }
}
