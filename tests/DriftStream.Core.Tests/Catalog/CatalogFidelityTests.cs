using System.Text.Json;
using DriftStream.Core.Catalog;
using Shouldly;
using Xunit;

namespace DriftStream.Core.Tests.Catalog;

/// <summary>Turns what the program decodes back into the facts' own notation and compares: nothing may be lost.</summary>
public sealed class CatalogFidelityTests
{
    private static readonly EventCatalog Catalog = EventCatalog.Load();

    [Fact]
    public void Every_event_and_row_is_embedded_as_the_facts_say()
    {
        var facts = CatalogFacts.OrSkip();
        var keys = Catalog.Events.Select((key, number) => (key, number)).ToDictionary(pair => pair.key, pair => pair.number);
        var compared = 0;

        foreach (var source in facts.Events.EnumerateObject())
        {
            foreach (var operation in source.Value.EnumerateObject())
            {
                var rows = Catalog.Derived(keys[new(source.Name, operation.Name)]);
                string.Join('\n', rows.Select(RowNotation.Of)).ShouldBe(string.Join('\n', operation.Value.EnumerateArray().Select(RowNotation.Of)));
                compared++;
            }
        }

        compared.ShouldBe(Catalog.EventCount);
    }

    [Fact]
    public void Every_type_is_embedded_as_the_facts_say()
    {
        var facts = CatalogFacts.OrSkip();
        Catalog.Types.ShouldBe(facts.Types.EnumerateObject().Select(type => type.Name), ignoreOrder: true);

        foreach (var expected in facts.Types.EnumerateObject())
        {
            var type = Catalog.Type(expected.Name).ShouldNotBeNull();
            type.Package.ShouldBe(expected.Value.GetProperty("pkg").GetString());
            type.TagAttribute.ShouldBe(expected.Value.TryGetProperty("tag", out var tag) ? tag.GetString() : null);
            type.IsGlobal.ShouldBe(expected.Value.TryGetProperty("global", out _));
            type.IdAttributes.ShouldBe(Texts(expected.Value, "id"));
            type.Identity.ShouldBe(Texts(expected.Value, "identity"));
            type.ReadCalls.ShouldBe(Texts(expected.Value, "read"));
        }
    }

    [Fact]
    public void Every_attribute_is_embedded_as_the_facts_say()
    {
        var facts = CatalogFacts.OrSkip();
        var constants = GoConstants.Read();

        var compared = facts.Attributes.EnumerateObject().Sum(type => Compare(
            type.Name,
            Catalog.Type(type.Name)!.Attributes,
            type.Value,
            text => constants.Resolve(Catalog.Type(type.Name)!.Package, text)));

        compared.ShouldBe(29_504);
    }

    [Fact]
    public void Every_read_member_is_embedded_as_the_facts_say()
    {
        var facts = CatalogFacts.OrSkip();

        foreach (var type in facts.Reads.EnumerateObject())
        {
            var expected =
                from operation in type.Value.EnumerateObject()
                from pair in operation.Value.EnumerateObject()
                select new ReadMember(operation.Name, pair.Value.GetString()!, pair.Name);
            EventCatalog.Reads(type.Name).ShouldBe(expected, type.Name);
        }
    }

    private static int Compare(string path, IReadOnlyDictionary<string, AttributeFacts> found, JsonElement expected, Func<string?, string?> resolve)
    {
        string.Join(' ', found.Keys).ShouldBe(string.Join(' ', expected.EnumerateObject().Select(attribute => attribute.Name)), path);
        var compared = 0;
        foreach (var attribute in expected.EnumerateObject())
        {
            var facts = found[attribute.Name];
            var at = $"{path}.{attribute.Name}";
            var isPlain = attribute.Value.ValueKind == JsonValueKind.String;
            var more = isPlain ? default : attribute.Value[1];

            AttributeNotation.Flags(facts).ShouldBe(Sorted((isPlain ? attribute.Value : attribute.Value[0]).GetString()!), at);
            facts.Default.ShouldBe(resolve(Text(more, "=")), at);
            facts.Suppressor.ShouldBe(Text(more, "~"), at);
            compared++;
            if (!isPlain && more.TryGetProperty(".", out var nested))
            {
                compared += Compare(at, facts.Nested, nested, resolve);
            }
            else
            {
                facts.Nested.Count.ShouldBe(0, at);
            }
        }

        return compared;
    }

    private static string? Text(JsonElement facts, string name) =>
        facts.ValueKind == JsonValueKind.Object && facts.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static string Sorted(string letters) => new([.. letters.Order()]);

    private static IEnumerable<string?> Texts(JsonElement facts, string name) =>
        facts.TryGetProperty(name, out var list) ? list.EnumerateArray().Select(item => item.GetString()) : [];
}
