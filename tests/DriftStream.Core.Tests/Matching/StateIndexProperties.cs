using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DriftStream.Core.Tests.Matching;

/// <summary>The flat index answers as one of objects and dictionaries does, however it came about.</summary>
public sealed class StateIndexProperties
{
    private static readonly EventCatalog Catalog = EventCatalog.Load();

    private static readonly Gen<List<TerraformState>> States =
        from a in RandomStates.State("a") from b in RandomStates.State("b") from c in RandomStates.State("c") select (List<TerraformState>)[a, b, c];

    private static readonly Gen<List<string>> Questions = from some in RandomStates.Identifier.ListOf() select (List<string>)[.. some];

    [Fact]
    public void It_answers_as_a_plain_one_does() => Prop.ForAll(Arb.From(States), Arb.From(Questions), (states, questions) =>
        AnswersAs(new PlainIndex(Catalog, states), StateIndex.Build(Catalog, states), questions)).Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void A_state_that_was_replaced_leaves_no_trace() => Prop.ForAll(Arb.From(States), Arb.From(States), Arb.From(Questions), (states, newer, questions) =>
    {
        var index = StateIndex.Build(Catalog, states).With(newer[1]);
        return AnswersAs(new PlainIndex(Catalog, [states[0], newer[1], states[2]]), index, questions)
            && AnswersAs(new PlainIndex(Catalog, [newer[0], newer[1], states[2]]), index.With(newer[0]), questions)
            && AnswersAs(new PlainIndex(Catalog, states), index.With(states[1]), questions);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void States_come_and_go_in_any_order() => Prop.ForAll(Arb.From(States), Arb.From(Questions), Arb.From(Gen.Shuffle(new[] { "a", "b", "c" })), (states, questions, order) =>
    {
        var index = StateIndex.Build(Catalog, states);
        foreach (var name in order)
        {
            var left = states.Where(s => s.Name != name).ToList();
            var without = index.Without(name);
            if (!AnswersAs(new PlainIndex(Catalog, left), without, questions)
                || !AnswersAs(new PlainIndex(Catalog, states), without.Over(states), questions)
                || !AnswersAs(new PlainIndex(Catalog, [.. left, .. states.Except(left)]), without.With(states.Single(s => s.Name == name)), questions))
            {
                return false;
            }
        }

        return true;
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Fact]
    public void An_index_stays_as_it_was_when_the_next_one_is_made() => Prop.ForAll(Arb.From(States), Arb.From(States), Arb.From(Questions), (states, newer, questions) =>
    {
        var index = StateIndex.Build(Catalog, states);
        _ = index.With(newer[0]).With(newer[2]).Without("b");
        return AnswersAs(new PlainIndex(Catalog, states), index, questions);
    }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    private static bool AnswersAs(PlainIndex plain, StateIndex index, List<string> questions) =>
        questions.Concat(Texts(index)).All(q =>
            index.Find(q).Select(PlainIndex.NameOf).SequenceEqual(plain.Find(q))
            && index.Candidates(q).Select(PlainIndex.NameOf).SequenceEqual(plain.Candidates(q))
            && index.MayHold(Encoding.UTF8.GetBytes(q)) == plain.Candidates(q).Any())
        && index.States.SelectMany(s => s.Instances).Select(i => i.Type).Distinct().All(t => index.OfType(t).Select(PlainIndex.NameOf).SequenceEqual(plain.OfType(t)))
        && index.States.SelectMany(s => s.Instances).Where(i => i.Deposed is null).All(i => index.At(i.State, i.Address).Single() == i);

    private static IEnumerable<string> Texts(StateIndex index) => index.States.SelectMany(s => s.Instances)
        .SelectMany(i => new[] { i.Attributes["id"].Text, i.Attributes["arn"].Text, i.Attributes["name"].Text.ToUpperInvariant() })
        .Where(t => t.Length < 2048);
}
