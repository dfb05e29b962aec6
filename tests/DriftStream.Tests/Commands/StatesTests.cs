using Shouldly;
using Xunit;

namespace DriftStream.Tests.Commands;

public sealed class StatesTests
{
    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public async Task Each_state_is_shown_with_its_serial_and_age(string format)
    {
        using var folder = new TestFolder();
        var whole = folder.Write("prod.tfstate", "odd");
        var broken = folder.Write("broken.tfstate", "broken");

        var outcome = await new ProgramUnderTest(folder).RunAsync("states", "--state", $"prod={whole}", "--state", $"broken={broken}", "--output", format);

        outcome.Transcript(folder).ShouldBeApproved($"states-{format}");
    }

    [Fact]
    public async Task Without_an_argument_the_configured_states_are_shown()
    {
        using var folder = new TestFolder();
        var state = folder.Write("prod.tfstate", "whole");
        folder.Write("driftstream.json", $$"""{ "States": [ "prod={{state}}" ] }""");

        var outcome = await new ProgramUnderTest(folder).RunAsync("states");

        outcome.OutputLines[0].ShouldBe("prod");
    }
}
