using DriftStream.Core.Terraform.Hcl;

namespace DriftStream.Core.Terraform;

/// <summary>Finds things in code that programs write as JSON, where every block may be an object or a list of objects.</summary>
/// <remarks>https://developer.hashicorp.com/terraform/language/syntax/json</remarks>
internal static class JsonCode
{
    public static IEnumerable<IgnoredChanges> Ignored(HclFile file) =>
        from type in Below(file.Body.Attributes, "resource")
        from name in Members(type.Value)
        from lifecycle in Members(name.Value)
        where lifecycle.Name == "lifecycle"
        from attribute in Members(lifecycle.Value)
        where attribute.Name == "ignore_changes"
        select IgnoredPaths.Of(type.Name, name.Name, file.LineOf(attribute.Start), attribute.Value);

    public static IEnumerable<ModuleCall> Modules(HclFile file) =>
        from module in Below(file.Body.Attributes, "module")
        from attribute in Members(module.Value)
        where attribute is { Name: "source", Value: HclLiteral }
        select new ModuleCall(module.Name, ((HclLiteral)attribute.Value).Text);

    private static IEnumerable<HclAttribute> Below(IReadOnlyList<HclAttribute> members, string name) => members.Where(m => m.Name == name).SelectMany(m => Members(m.Value));

    private static IEnumerable<HclAttribute> Members(HclExpression value) => value switch
    {
        HclObject whole => whole.Items,
        HclTuple list => list.Items.OfType<HclObject>().SelectMany(o => o.Items),
        _ => [],
    };
}
