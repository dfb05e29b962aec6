using DriftStream.Core.Catalog;
using DriftStream.Core.Comparing.Kinds;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Comparing;

/// <summary>The tables that give attributes their comparers, against the catalogue.</summary>
public sealed class ComparersTests(ITestOutputHelper output)
{
    private static readonly EventCatalog Catalog = EventCatalog.Load();

    [Fact]
    public void Something_is_decided_about_everything_that_the_provider_calls_no_difference()
    {
        var counted = Catalog.Types.SelectMany(t => Suppressed(Catalog.Type(t)!.Attributes)).CountBy(s => s).ToDictionary();
        foreach (var (suppressor, count) in counted.OrderByDescending(c => c.Value))
        {
            output.WriteLine($"{count,4}  {suppressor}: {Suppressors.Find(suppressor)?.Name ?? Suppressors.Plain.GetValueOrDefault(suppressor)}");
        }

        counted.Keys.Order().ShouldBe(Suppressors.Known.Order());
    }

    [Fact]
    public void What_is_left_to_the_general_rules_has_a_reason() => Suppressors.Plain.Values.ShouldAllBe(why => why.Length > 20);

    [Fact]
    public void Every_line_of_the_tables_is_about_an_attribute_that_exists()
    {
        Comparers.Paths.Where(p => Catalog.Type(p.Type)?.Attribute(p.Path) is null).ShouldBeEmpty();

        var names = Catalog.Types.SelectMany(t => NamesIn(Catalog.Type(t)!.Attributes)).ToHashSet();
        Comparers.Names.Where(n => !names.Contains(n)).ShouldBeEmpty();
    }

    [Fact]
    public void A_line_for_one_type_goes_before_what_its_name_says() =>
        Comparers.Find("aws_network_acl_rule", "protocol", null).ShouldBe(Protocols.Comparer);

    private static IEnumerable<string> Suppressed(IReadOnlyDictionary<string, AttributeFacts> attributes) =>
        attributes.Values.SelectMany(a => Suppressed(a.Nested).Concat(a.Suppressor is { } name ? [name] : []));

    private static IEnumerable<string> NamesIn(IReadOnlyDictionary<string, AttributeFacts> attributes) =>
        attributes.SelectMany(a => NamesIn(a.Value.Nested).Append(a.Key));
}
