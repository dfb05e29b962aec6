using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.States;

public sealed class PassphraseSourceTests
{
    // Serial 3, encrypted with 'correct-horse-battery-staple'.
    private const string Encrypted = """{"meta":{"key_provider.pbkdf2.ours":{"salt":"ABEiM0RVZneImaq7zN3u/w==","iterations":200000,"hash_function":"sha256","key_length":16}},"encrypted_data":"AQIDBAUGBwgJCgsMNZqcvpy9eU7CWlRexhlgFdB4hJYvaeDQTVQL7iAbRrPiRfbnBSV6+BTcOqFaPW98EeyReUe/MdIjQqR8KF8v4cirCxIY","encryption_version":"v0"}""";

    [Fact]
    public async Task An_encrypted_state_is_read_with_the_passphrase_of_its_entry()
    {
        var outcome = await StatesAsync("correct-horse-battery-staple");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("serial      3,");
    }

    [Fact]
    public async Task A_wrong_passphrase_is_told_and_not_shown()
    {
        var outcome = await StatesAsync("incorrect-horse");

        outcome.ExitCode.ShouldBe(1);
        outcome.Errors.ShouldContain("cannot be read (its Passphrase does not open it: correct it in its entry under States), so none of its resources are watched.");
        (outcome.Errors + outcome.Output).ShouldNotContain("incorrect-horse");
    }

    [Fact]
    public async Task A_state_beside_it_that_is_not_encrypted_is_read_as_it_is()
    {
        var outcome = await StatesAsync("correct-horse-battery-staple", """{"version":4,"serial":11,"lineage":"l","resources":[]}""");

        outcome.ExitCode.ShouldBe(0, outcome.Errors);
        outcome.Output.ShouldContain("serial      11,");
    }

    private static async Task<ProgramOutcome> StatesAsync(string passphrase, string state = Encrypted)
    {
        using var folder = new TestFolder();
        folder.Write("prod.tfstate", state);
        folder.Write("passphrase", passphrase);
        var configuration = folder.Write("driftstream.json", """{"States":[{"Url":"prod.tfstate","Passphrase":"file:passphrase"}]}""");
        return await new ProgramUnderTest(folder) { Parts = new() }.RunAsync("states", "--config", configuration);
    }
}
