using DriftStream.Core.Tests.Boundaries;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests;

/// <summary>Reads the sources: who may know whom, and the rules of style that no compiler checks.</summary>
public sealed class BoundaryTests
{
    private static readonly IReadOnlyList<SourceFile> Files = SourceFile.All();

    [Fact]
    public void The_sources_are_found()
    {
        Files.Count(file => file.Path.StartsWith("src/DriftStream.Core/Judging/", StringComparison.Ordinal)).ShouldBeGreaterThan(5);
        Files.ShouldContain(file => file.Path == "src/DriftStream/Program.cs");
    }

    [Fact]
    public void Core_uses_no_packages() => CoreRules.Dependencies(Files).ShouldBeEmpty();

    [Fact]
    public void Core_touches_nothing_outside() => CoreRules.OutsideWorld(Files).ShouldBeEmpty();

    [Fact]
    public void Folders_of_core_know_only_those_below_them() => CoreRules.Upwards(Files).ShouldBeEmpty();

    [Fact]
    public void A_concern_of_the_program_knows_no_other() => ProgramRules.Crossings(Files).ShouldBeEmpty();

    [Fact]
    public void No_file_is_too_long_to_read() => StyleRules.TooLong(Files).ShouldBeEmpty();

    [Fact]
    public void No_source_contains_a_banned_word() => StyleRules.BannedWords(Files).ShouldBeEmpty();

    [Fact]
    public void No_type_has_a_vague_name() => StyleRules.VagueNames(Files).ShouldBeEmpty();

    [Fact]
    public void No_warning_is_switched_off_without_a_reason() => StyleRules.SilentSuppressions(Files).ShouldBeEmpty();

    [Theory]
    [InlineData("src/DriftStream.Core/DriftStream.Core.csproj", """<PackageReference Include="Dapper" />""")]
    [InlineData("src/DriftStream.Core/Judging/X.cs", "using System.IO;")]
    [InlineData("src/DriftStream.Core/Judging/X.cs", "var text = File.ReadAllText(path);")]
    [InlineData("src/DriftStream.Core/Judging/X.cs", "var text = System.IO.File.ReadAllText(path);")]
    [InlineData("src/DriftStream.Core/Judging/X.cs", "using System.Net.Http;")]
    [InlineData("src/DriftStream.Core/Judging/X.cs", "Console.WriteLine();")]
    [InlineData("src/DriftStream.Core/Judging/X.cs", "return Environment.GetEnvironmentVariable(name);")]
    [InlineData("src/DriftStream.Core/CloudTrail/X.cs", "using DriftStream.Core.Terraform;")]
    [InlineData("src/DriftStream.Core/Catalog/X.cs", "using DriftStream.Core.Matching;")]
    [InlineData("src/DriftStream.Core/Comparing/X.cs", "DriftStream.Core.Judging.Judge judge;")]
    [InlineData("src/DriftStream/Web/X.cs", "using DriftStream.Alerts;")]
    [InlineData("src/DriftStream/Web/X.razor", "@using DriftStream.Alerts")]
    [InlineData("src/DriftStream/Web/X.cs", "Alerts.SlackMessage message;")]
    [InlineData("src/DriftStream/Ledger/X.cs", "using DriftStream.Alerts;")]
    [InlineData("src/DriftStream/States/X.cs", "using DriftStream.Commands;")]
    [InlineData("src/DriftStream/Configuration/X.cs", "using DriftStream.Ledger;")]
    [InlineData("src/DriftStream/Web/X.cs", "internal sealed class DriftManager;")]
    [InlineData("src/DriftStream/Web/X.cs", "#pragma warning disable CA1031")]
    public void A_planted_violation_is_found(string path, string text) => ProblemsOf(path, text).ShouldHaveSingleItem().ShouldStartWith(path);

    [Fact]
    public void A_planted_word_and_a_file_that_is_too_long_are_found()
    {
        ProblemsOf("tests/X.cs", "// TO" + "DO: later").ShouldHaveSingleItem();
        ProblemsOf("tests/X.cs", new string('\n', 400) + "x").ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("src/DriftStream.Core/Judging/X.cs", "// File.ReadAllText would be wrong here\nvar path = change.File.Path; var name = \"System.IO.File\";")]
    [InlineData("src/DriftStream.Core/Judging/X.cs", "using var stream = new MemoryStream(); using DriftStream.Core.Values;")]
    [InlineData("src/DriftStream/Web/X.cs", "using DriftStream.Ledger; using DriftStream.Core.Judging; var count = Alerts.Count;")]
    [InlineData("src/DriftStream/Commands/X.cs", "using DriftStream.Alerts;")]
    [InlineData("src/DriftStream/Web/X.cs", "#pragma warning disable CA1031 // the loop must go on")]
    public void What_is_allowed_is_not_reported(string path, string text) => ProblemsOf(path, text).ShouldBeEmpty();

    private static IReadOnlyList<string> ProblemsOf(string path, string text)
    {
        SourceFile[] files =
        [
            new(path, text),
            new("src/DriftStream/Alerts/SlackMessage.cs", ""),
            new("src/DriftStream/Ledger/LedgerWriter.cs", ""),
            new("src/DriftStream/Commands/RunCommand.cs", ""),
        ];

        return
        [
            .. CoreRules.Dependencies(files), .. CoreRules.OutsideWorld(files), .. CoreRules.Upwards(files), .. ProgramRules.Crossings(files),
            .. StyleRules.TooLong(files), .. StyleRules.BannedWords(files), .. StyleRules.VagueNames(files), .. StyleRules.SilentSuppressions(files),
        ];
    }
}
