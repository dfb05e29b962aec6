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
    public void A_list_of_one_or_the_one() => Relation.Holds(output, file => Rewriting.Calls(file, Rewriting.Single));

    [Fact]
    public void Numbers_and_truths_as_texts() => Relation.Holds(output, file => Rewriting.Calls(file, n => Rewriting.Leaves(n, Rewriting.AsText)), new Dictionary<string, string>
    {
        ["s3/tag-value-typed-by-the-record.json"] = "the numbers 1.5 and true may have been the texts 1.50 and True, the texts \"1.5\" and \"true\" may not",
    });

    [Fact]
    public void Texts_as_numbers_and_truths() => Relation.Holds(output, file => Rewriting.Calls(file, n => Rewriting.Leaves(n, Rewriting.AsNumber)));
}
