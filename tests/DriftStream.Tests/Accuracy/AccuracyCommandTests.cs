using DriftStream.Accuracy;
using DriftStream.Tests.Commands;
using Shouldly;
using Xunit;

namespace DriftStream.Tests.Accuracy;

/// <summary>A small checkout without the shared data: one regression case that comes out right and one that does not.</summary>
public sealed class AccuracyCommandTests : IDisposable
{
    private const string Floors = "tests/DriftStream.Accuracy/floors.json";
    private const string HalfRight = """{"corpus":{"hits":1,"of":2}}""";
    private readonly TestFolder _folder = new();

    public AccuracyCommandTests()
    {
        var right = File.ReadAllText(Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus", "s3", "versioning-equal.json"));
        _folder.Write("checkout/tests/DriftStream.Core.Tests/corpus/s3/right.json", right);
        _folder.Write("checkout/tests/DriftStream.Core.Tests/corpus/s3/wrong.json", right.Replace("\"in-sync\"", "\"drift\"", StringComparison.Ordinal));
        _folder.Write("checkout/" + Floors, HalfRight);
        _folder.Write("checkout/README.md", $"<!-- accuracy -->\n\n{Run().Output}\n<!-- /accuracy -->\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_table_counts_each_family()
    {
        var (exitCode, output, errors) = Run();

        exitCode.ShouldBe(0);
        output.ShouldContain("| Own regression cases that come out right | 1 of 2 | 9.5–90.5 % |");
        output.ShouldContain("By family: s3 1/2.");
        errors.ShouldContain("is absent: only our own regression cases are counted.");
    }

    [Fact]
    public void The_check_passes_where_nothing_fell()
    {
        var (exitCode, output, _) = Run("--check");

        exitCode.ShouldBe(0);
        output.ShouldBe("1 figures are as good as they were, and README.md says so.\n");
    }

    [Fact]
    public void The_check_fails_where_a_figure_is_below_its_floor()
    {
        _folder.Write("checkout/" + Floors, """{"corpus":{"hits":2,"of":2}}""");

        var (exitCode, _, errors) = Run("--check");

        exitCode.ShouldBe(1);
        errors.ShouldEndWith("Own regression cases that come out right: 1 of 2, less than the 2 of 2 that were reached ('corpus' in floors.json).\n");
    }

    [Fact]
    public void The_check_fails_where_the_readme_says_something_else()
    {
        _folder.Write("checkout/README.md", "<!-- accuracy -->\n\n| Own regression cases that come out right | 2 of 2 |\n\n<!-- /accuracy -->\n");

        var (exitCode, _, errors) = Run("--check");

        exitCode.ShouldBe(1);
        errors.ShouldContain("The accuracy table in README.md is not what is computed now");
        errors.ShouldContain("-- --write`, where the shared data lies beside the checkout.");
    }

    [Fact]
    public void Without_the_shared_data_nothing_is_written()
    {
        var before = File.ReadAllText(_folder.At("checkout/README.md"));

        var (exitCode, _, errors) = Run("--write");

        exitCode.ShouldBe(1);
        errors.ShouldContain("README.md would lose most of its table, so nothing was written.");
        File.ReadAllText(_folder.At("checkout/README.md")).ShouldBe(before);
        File.ReadAllText(_folder.At("checkout/" + Floors)).ShouldBe(HalfRight);
    }

    [Fact]
    public void What_it_does_not_know_is_refused() => Run("--guess").ExitCode.ShouldBe(2);

    private (int ExitCode, string Output, string Errors) Run(params string[] arguments)
    {
        using StringWriter output = new() { NewLine = "\n" }, errors = new() { NewLine = "\n" };
        var exitCode = AccuracyCommand.Run(arguments, _folder.At("checkout"), output, errors);
        return (exitCode, output.ToString(), errors.ToString());
    }
}
