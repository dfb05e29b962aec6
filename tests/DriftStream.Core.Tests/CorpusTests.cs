using DriftStream.Core.Tests.Judging;
using DriftStream.Core.Tests.Terraform;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests;

/// <summary>Every file under <c>corpus/</c>: events, states and exactly the findings that the judge must give.</summary>
public sealed class CorpusTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus");

    public static TheoryData<string> Cases =>
        [.. Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_judge_finds_what_the_case_expects(string file)
    {
        var corpusCase = CorpusCase.Read(Path.Combine(Folder, file));

        var found = CorpusRun.Of(corpusCase, corpusCase.Events);

        ExpectedFinding.Lines(found.Findings, corpusCase.Expected).ShouldBe(ExpectedFinding.Lines(corpusCase.Expected), $"{file}: {corpusCase.Title}");
        if (corpusCase.Open is { } open)
        {
            found.Open.ShouldBe(open, $"{file}: addresses with an open drift at the end");
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_order_of_the_records_does_not_change_a_byte(string file)
    {
        var corpusCase = CorpusCase.Read(Path.Combine(Folder, file));

        var found = CorpusRun.Of(corpusCase, corpusCase.Events);
        var again = CorpusRun.Of(corpusCase, corpusCase.Events.Reverse());

        again.Json.ShouldBe(found.Json);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_finding_keeps_the_promises_of_its_verdict(string file)
    {
        var corpusCase = CorpusCase.Read(Path.Combine(Folder, file));

        foreach (var finding in CorpusRun.Of(corpusCase, corpusCase.Events).Findings)
        {
            Promises.Broken(finding).ShouldBeEmpty(file);
        }
    }
}
