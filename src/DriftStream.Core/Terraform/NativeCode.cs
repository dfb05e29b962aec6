using DriftStream.Core.Terraform.Hcl;

namespace DriftStream.Core.Terraform;

/// <summary>Finds things in code as people write it.</summary>
internal static class NativeCode
{
    public static IEnumerable<IgnoredChanges> Ignored(HclFile file) =>
        from resource in file.Body.Blocks
        where resource is { Type: "resource", Labels.Count: 2 }
        from lifecycle in resource.Body.Blocks
        where lifecycle.Type == "lifecycle"
        from attribute in lifecycle.Body.Attributes
        where attribute.Name == "ignore_changes"
        select IgnoredPaths.Of(resource.Labels[0], resource.Labels[1], file.LineOf(attribute.Start), attribute.Value);

    public static IEnumerable<ModuleCall> Modules(HclFile file) =>
        from module in file.Body.Blocks
        where module is { Type: "module", Labels.Count: 1 }
        from attribute in module.Body.Attributes
        where attribute is { Name: "source", Value: HclLiteral }
        select new ModuleCall(module.Labels[0], ((HclLiteral)attribute.Value).Text);
}
