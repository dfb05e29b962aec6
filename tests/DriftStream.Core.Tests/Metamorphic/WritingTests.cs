using System.Text;
using DriftStream.Core.CloudTrail;
using DriftStream.Core.Judging;
using DriftStream.Core.Tests.CloudTrail;
using DriftStream.Core.Tests.Judging;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Metamorphic;

/// <summary>Over the whole corpus: how an event or a state is written does not change what is found.</summary>
public sealed class WritingTests(ITestOutputHelper output)
{
    [Fact]
    public void The_order_of_keys() => Relation.Holds(output, file =>
    {
        file.Json["events"] = Rewriting.Turned(file.Json["events"]);
        foreach (var resource in file.Resources.ToList())
        {
            var turned = resource.Attributes.Select(a => KeyValuePair.Create(a.Key, Rewriting.Turned(a.Value))).Reverse().ToList();
            resource.Attributes.Clear();
            turned.ForEach(resource.Attributes.Add);
        }

        return true;
    });

    [Fact]
    public void The_order_of_sets_in_a_state() => Relation.Holds(output, file => file.Resources.ToList().FindAll(SetOrder.Turn) is not []);

    [Fact]
    public void The_order_of_lists_in_a_call() => Relation.Holds(output, file => Rewriting.Calls(file, Rewriting.Backwards), new Dictionary<string, string>
    {
        ["meaning/layers-in-another-order.json"] = "the order of layers says which covers which",
    });

    [Fact]
    public void A_list_of_one_or_the_one() => Relation.Holds(output, file => Rewriting.Calls(file, Rewriting.Single), new Dictionary<string, string>
    {
        ["stores/index-of-its-own.json"] = "DynamoDB records JSON, in which a list of one stays a list",
    });

    [Fact]
    public void Numbers_and_truths_as_texts() => Relation.Holds(output, file => Rewriting.Calls(file, n => Rewriting.Leaves(n, Rewriting.AsText)), new Dictionary<string, string>
    {
        ["lambda/alias-shifted.json"] = "the values of a map have no type in the provider's schema, and this protocol writes numbers as such",
        ["waf/web-acl-limit.json"] = "statements nest deeper than any schema, and this protocol writes numbers as such",
        ["waf/web-acl-rule-added.json"] = "rules nest deeper than any schema, and this protocol writes numbers and truths as such",
        ["s3/tag-value-typed-by-the-record.json"] = "the numbers 1.5 and true may have been the texts 1.50 and True, the texts \"1.5\" and \"true\" may not",
    });

    [Fact]
    public void Texts_as_numbers_and_truths() => Relation.Holds(output, file => Rewriting.Calls(file, n => Rewriting.Leaves(n, Rewriting.AsNumber)));

    [Fact]
    public void A_name_as_an_ARN() => Relation.Holds(output, file => SpellingOfIdentifiers.Change(file, toArn: true));

    [Fact]
    public void An_ARN_as_a_name() => Relation.Holds(output, file => SpellingOfIdentifiers.Change(file, toArn: false));

    [Fact]
    public void What_a_record_is_wrapped_in()
    {
        var broken =
            from file in CorpusFile.All
            let corpusCase = file.Case
            let original = file.Original.Select(FindingJson.ToJson).ToList()
            from wrapping in Sample.Wrappings("{}").Keys
            where !CorpusRun.Of(corpusCase, Unwrapped(file, wrapping)).Json.SequenceEqual(original)
            select $"{file.Name} in {wrapping}";

        broken.ShouldBeEmpty();
    }

    private static IEnumerable<CloudTrailEvent> Unwrapped(CorpusFile file, string wrapping)
    {
        var content = string.Join('\n', file.Records.Select(r => Sample.Wrappings(r.ToJsonString())[wrapping].Trim('\uFEFF', '\r', '\n')));
        return Envelope.Split(Encoding.UTF8.GetBytes(content)).Select(i => EventReader.Read(i.Bytes));
    }
}
