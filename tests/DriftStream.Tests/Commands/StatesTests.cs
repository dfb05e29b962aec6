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
        folder.Write("prod.tfstate.tflock", """{"ID":"5b1c","Operation":"OperationTypeApply","Who":"ci@runner-7","Created":"2026-03-10T11:46:30Z"}""");
        folder.Write("broken.tfstate.tflock", """{"ID":"5b1d","Operation":"OperationTypeApply","Who":"bob@laptop","Created":"2026-03-08T09:00:00Z"}""");

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
