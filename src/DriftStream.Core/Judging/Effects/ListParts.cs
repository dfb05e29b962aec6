using DriftStream.Core.Comparing;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Effects;

/// <summary>What a request member does to the list that it feeds.</summary>
internal enum ListPart
{
    /// <summary>It is the list.</summary>
    Whole,

    /// <summary>Elements that come.</summary>
    Added,

    /// <summary>Elements that go.</summary>
    Removed,

    /// <summary>Elements that change or come; the others stay.</summary>
    Updated,
}

/// <summary>Requests that do not send a list but what becomes of some of its elements: AddRouteTableIds, ValuesToRemove, Updates.Create.</summary>
internal static class ListParts
{
    // https://docs.aws.amazon.com/kinesis/latest/APIReference/API_DisableEnhancedMonitoring.html
    private const string Everything = "ALL";

    /// <summary>What a member does, by the names in its path. Parameter groups always take some of their parameters.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="memberPath">The API path.</param>
    /// <param name="attribute">The attribute it feeds: a name that is the attribute's own, <c>RemoveHeadersConfig</c>, is no verb.</param>
    public static ListPart Of(string operation, string memberPath, string attribute)
    {
        if (operation.EndsWith("ParameterGroup", StringComparison.Ordinal) && !operation.StartsWith("Create", StringComparison.Ordinal))
        {
            return operation.StartsWith("Reset", StringComparison.Ordinal) ? ListPart.Removed : ListPart.Updated;
        }

        // A new index brings the attributes that it needs; those that are there stay.
        if (operation == "UpdateTable" && memberPath.StartsWith("AttributeDefinitions.", StringComparison.Ordinal))
        {
            return ListPart.Updated;
        }

        if (operation is "CreateLoadBalancerListeners" or "EnableEnhancedMonitoring")
        {
            return ListPart.Added;
        }

        if (operation == "DisableEnhancedMonitoring")
        {
            return ListPart.Removed;
        }

        var own = attribute.Replace("_", "", StringComparison.Ordinal).Split('.');
        foreach (var name in memberPath.Split('.').Where(n => !own.Contains(n, StringComparer.OrdinalIgnoreCase)))
        {
            switch (name)
            {
                case "Add" or "Create" or "EnableLogTypes":
                case var _ when Begins(name, "Add") || name.EndsWith("ToAdd", StringComparison.Ordinal):
                    return ListPart.Added;
                case "Remove" or "Delete" or "DisableLogTypes":
                case var _ when Begins(name, "Remove") || name.EndsWith("ToRemove", StringComparison.Ordinal) || name.EndsWith("ToDelete", StringComparison.Ordinal):
                    return ListPart.Removed;
                case "Update":
                case var _ when name.EndsWith("ToInclude", StringComparison.Ordinal):
                    return ListPart.Updated;
            }
        }

        return ListPart.Whole;
    }

    /// <summary>The list after elements came, went or changed.</summary>
    public static AttributeEffect Effect(ListPart part, string attribute, Value sent) => part switch
    {
        ListPart.Removed when sent.Kind == ValueKind.Map => new(attribute, before => Value.MapOf(before.Members.Where(m => sent[m.Key].IsNull))),
        _ when sent.Kind == ValueKind.Map => new(attribute, before => Value.MapOf(before.Members.Where(m => sent[m.Key].IsNull).Concat(sent.Members))),
        ListPart.Removed => AttributeEffect.Remove(attribute, e => sent.Items.Any(s => s.Text == Everything || Holds(e, s))),
        ListPart.Updated => new(attribute, before => Value.ListOf(before.Items.Select(e => Updated(e, sent)).Concat(sent.Items.Where(s => !before.Items.Any(b => IsNamesake(b, s)))))),
        _ => new(attribute, before => Value.ListOf(before.Items.Concat(sent.Items.Where(s => !before.Items.Any(b => Holds(b, s)))))),
    };

    /// <summary>Whether an element is the one that some of its members name.</summary>
    public static bool Holds(Value element, Value named) => named.Kind == ValueKind.Map
        ? IsNamesake(element, named) || named.Members.All(m => Meaning.IsEmpty(m.Value) || Meaning.Same(m.Value, element[m.Key]))
        : Meaning.Same(named, element.Kind == ValueKind.Map && named.IsScalar ? Name(element) ?? element : element);

    private static Value Updated(Value element, Value sent) =>
        sent.Items.FirstOrDefault(s => IsNamesake(element, s)) is { } change
            ? Merge.Over(null, element, change)
            : element;

    private static bool IsNamesake(Value element, Value other) => Name(other) is { } name && Meaning.Same(name, Name(element) ?? Value.Null);

    private static Value? Name(Value block) => block.Members.FirstOrDefault(m => m.Key is "name" or "index_name" or "region_name" or "option_name").Value;

    private static bool Begins(string name, string verb) =>
        name.Length > verb.Length && name.StartsWith(verb, StringComparison.OrdinalIgnoreCase) && char.IsUpper(name[verb.Length]);
}
