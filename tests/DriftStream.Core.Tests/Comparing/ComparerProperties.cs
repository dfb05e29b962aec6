using DriftStream.Core.Comparing;
using DriftStream.Core.Comparing.Kinds;
using DriftStream.Core.Values;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace DriftStream.Core.Tests.Comparing;

/// <summary>What holds for every comparer and all values.</summary>
public sealed class ComparerProperties
{
    // Texts that one comparer or another looks into, whole and cut.
    private static readonly string[] Telling =
    [
        "", " ", ".", "-", "/", ":", "P", "PT", "PT1H", "P1Y", "PT9999999999999H", "8.0", "8.0.36", "6.x", ".x", "x", "10.0.0.1/8", "10.0.0.0/8", "10.0.0.0/99", "::", "::1/128", "1:2:3:4:5:6:7:8:9", "fe80::%eth0/64",
        "tcp", "6", "-1", "ALL", "*.example.com.", "\\052.example.com", "dualstack.", "mon:03:00-mon:04:00", "Monday:3:0-", "1 vCPU", "99999999999999999999999999999 GB", "a=1;b=2", ";;", "https://", "https://a/",
        "https://sqs.eu-west-1.amazonaws.com/111122223333/q", "https://sqs.", "arn:aws:sqs:eu-west-1:111122223333:q", "arn:aws:logs:eu-west-1:1:log-group:g:*", "arn:aws:logs:::*", "arn:aws:s3:::b", "s3://b", "b.s3.amazonaws.com", ".s3.amazonaws.com",
        "arn:aws:lambda:eu-west-1:111122223333:function:f:prod", ":function:", "arn:::::", "arn:aws:iam::1:role/a/b", "b", "alias/", "/hostedzone/", "/hostedzone/Z1", "Z1", "true", "True", "1", "0", "f", "disabled", "OFF",
        "2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00", "9999-12-31T23:59:59-14:00", "Jan 1, 2026 12:00:00 AM", "aGVsbG8=", "hello", "====", "{", "{}", "[]", "[1,\"1\"]", "%7B%7D", "%", "%7", "{\"Statement\":3}", "{\"Statement\":[{\"Principal\":{\"AWS\":[]}}]}",
        "{\"a\":null,\"Statement\":{\"Condition\":{\"Bool\":1}}}", "-----BEGIN\n-----END", "\r\n", "cron(0 9 ? * MON *)", "cron(", "\0", "\ud800",
    ];

    private static readonly Gen<string> Texts = Gen.OneOf(Gen.Elements(Telling), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""), from a in Gen.Elements(Telling) from b in Gen.Elements(Telling) select a + b);

    private static readonly Gen<Value> Scalars = Gen.OneOf(Texts.Select(Value.Of), Gen.Choose(-2, 2000).Select(n => Value.Of((long)n)), Gen.Elements(Value.True, Value.False, Value.Null));

    private static readonly Gen<Value> Values = Gen.OneOf(
        Scalars,
        Scalars.ListOf().Select(l => Value.ListOf(l)),
        from keys in Gen.SubListOf("type", "forward", "target_group_arn", "target_group", "arn", "Statement", "OAuthToken", "a")
        from values in Gen.OneOf(Scalars, Scalars.ListOf().Select(l => Value.ListOf(l))).ListOf(keys.Count)
        select Value.ListOf(Value.MapOf(keys.Zip(values, KeyValuePair.Create))));

    private static readonly Gen<ValueComparer> Kinds = Gen.Elements(Comparers.All.Append(new ValueComparer("general")).ToArray());

    [Fact]
    public void A_value_is_the_same_as_itself() =>
        Check(from kind in Kinds from value in Values select kind.Same(value, value));

    [Fact]
    public void If_one_is_the_same_as_the_other_the_other_is_the_same_as_the_one() =>
        Check(from kind in Kinds from left in Values from right in Values select kind.Same(left, right) == kind.Same(right, left));

    [Fact]
    public void Every_pair_of_telling_texts_is_judged_alike_from_both_sides()
    {
        var uneven =
            from kind in Comparers.All
            from left in Telling
            from right in Telling
            where kind.Same(Value.Of(left), Value.Of(right)) != kind.Same(Value.Of(right), Value.Of(left))
            select $"{kind.Name}: {left} | {right}";

        Assert.Empty(uneven);
    }

    [Fact]
    public void The_order_of_a_list_counts_only_where_somebody_says_so() => Check(
        from kind in Kinds
        where !kind.IsOrdered && kind.Documents is null
        from items in Scalars.ListOf()
        select kind.Same(Value.ListOf(items), Value.ListOf(Enumerable.Reverse(items))));

    [Fact]
    public void Policies_read_the_same_whatever_the_order_of_what_is_in_them() => Check(
        from actions in Texts.NonEmptyListOf()
        from resources in Texts.NonEmptyListOf()
        from accounts in Gen.NonEmptyListOf(Gen.Elements("111122223333", "arn:aws:iam::111122223333:root", "arn:aws:iam::999999999999:role/x"))
        let one = Policy(actions, resources, accounts)
        let other = Policy(Enumerable.Reverse(actions), Enumerable.Reverse(resources), Enumerable.Reverse(accounts))
        select Documents.Same(one, other) && Documents.Same(Value.Of(one.ToString()), other));

    private static Value Policy(IEnumerable<string> actions, IEnumerable<string> resources, IEnumerable<string> accounts) => Value.MapOf(("Statement", Value.ListOf(
        Value.MapOf(("Effect", Value.Of("Allow")), ("Action", List(actions)), ("Resource", List(resources))),
        Value.MapOf(("Effect", Value.Of("Deny")), ("Principal", Value.MapOf(("AWS", List(accounts)))), ("Action", List(actions))))));

    private static Value List(IEnumerable<string> texts) => Value.ListOf(texts.Select(t => Value.Of(t.Replace('\ud800', '?'))));

    private static void Check(Gen<bool> holds) => Prop.ForAll(Arb.From(holds), h => h).Check(Config.QuickThrowOnFailure.WithMaxTest(4_000));
}
