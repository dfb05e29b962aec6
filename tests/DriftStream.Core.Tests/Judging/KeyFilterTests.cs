using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Judging;

/// <summary>The filter may say yes too often, never no.</summary>
public sealed class KeyFilterTests
{
    private static readonly string Folder = Path.Combine(Checkout.Root, "tests", "DriftStream.Core.Tests", "corpus");

    [Fact]
    public void The_filter_answers_as_the_index_whatever_the_spelling()
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Where((_, i) => i % 7 == 0))
        {
            var states = StateIndex.Build(EventCatalog.Load(), CorpusCase.Read(file).States);
            var filter = KeyFilter.Of(states);
            var texts = new List<string>();
            states.VisitKeys(text => texts.Add(text.ToString()));

            foreach (var spelling in texts.SelectMany(Spellings))
            {
                var value = Encoding.UTF8.GetBytes(spelling);
                filter.MayHold(value).ShouldBe(states.MayHold(value), $"{file}: {spelling}");
            }
        }
    }

    private static IEnumerable<string> Spellings(string text) =>
    [
        text, text.ToUpperInvariant(), text.ToLowerInvariant(), $" {text} ", text + ".", "/hostedzone/" + text, $"arn:aws:ec2:eu-west-1:111122223333:thing/{text}",
        $"arn:aws:lambda:eu-west-1:111122223333:function:{text}:7", $"https://sqs.eu-west-1.amazonaws.com/{text}", text + "é", text + "x", "x" + text, text.Replace('-', '_'), text + new string('y', 5_000),
        Uri.EscapeDataString($"arn:aws:kafka:eu-west-1:111122223333:cluster/{text}"), Uri.EscapeDataString($"arn:aws:kafka:eu-west-1:111122223333:cluster/{text}").ToLowerInvariant(), Uri.EscapeDataString(text), text + "%3A",
    ];
}
