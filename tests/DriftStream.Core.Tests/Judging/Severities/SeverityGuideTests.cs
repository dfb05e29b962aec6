using System.Text.RegularExpressions;
using DriftStream.Core.Judging;
using DriftStream.Core.Judging.Severities;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging.Severities;

/// <summary>The guide to severities says what the code does.</summary>
public sealed partial class SeverityGuideTests
{
    private static readonly string Guide = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "severity.md")).ReplaceLineEndings("\n");

    [Fact]
    public void Its_table_is_the_table()
    {
        string[] table = ["| effect | severity | when |", "|---|---|---|", .. SeverityEffects.All.Select(e => $"| `{e.Name}` | {e.Severity.Word()} | {e.Sentence} |")];

        Between("effects").Trim().Split('\n').ShouldBe(table);
    }

    [Fact]
    public void Its_ports_are_those_that_are_guarded() =>
        Between("ports").ShouldBe(string.Join(", ", GuardedPorts.Rows.GroupBy(r => r.Name).Select(g => $"{g.Key} {string.Join(' ', g.Select(r => r.Port))}")));

    [Fact]
    public void It_names_every_word_for_a_severity() => Named().Matches(Guide).Select(m => m.Groups[1].Value).ShouldContain(string.Join(", ", SeverityChange.Words.Take(5)));

    private static string Between(string mark) => Regex.Match(Guide, $"<!-- {mark} -->(.*?)<!-- /{mark} -->", RegexOptions.Singleline).Groups[1].Value;

    [GeneratedRegex(@"`Severity` is one of ([a-z, ]+), or")]
    private static partial Regex Named();
}
