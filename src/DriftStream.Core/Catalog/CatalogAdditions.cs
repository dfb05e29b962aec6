namespace DriftStream.Core.Catalog;

/// <summary>Events that the derived facts do not have at all: the provider never makes these calls, and their effect is plain all the same.</summary>
internal static class CatalogAdditions
{
    public static readonly Addition[] All =
    [
        .. NetworkCorrections.Underived,
        new("logs", "TagLogGroup", "") { Tags = "logs", Ids = [("logGroupName", "name")] },
        new("logs", "UntagLogGroup", "") { Tags = "logs", Ids = [("logGroupName", "name")] },
        new("organizations", "EnablePolicyType", "aws_organizations_organization") { IsSingleton = true },
        new("organizations", "DisablePolicyType", "aws_organizations_organization") { IsSingleton = true },
        new("organizations", "LeaveOrganization", "aws_organizations_account") { Effect = RowEffect.Delete },
        new("ecr", "DeleteRegistryPolicy", "aws_ecr_registry_policy") { Effect = RowEffect.Delete, IsSingleton = true },
        new("ecs", "DeleteTaskDefinitions", "aws_ecs_task_definition") { Effect = RowEffect.Delete, Ids = [("taskDefinitions", "arn")] },
    ];

    /// <summary>The rows by event.</summary>
    /// <param name="catalog">Where they find their types.</param>
    public static Dictionary<EventKey, IReadOnlyList<EventRow>> Rows(EventCatalog catalog) =>
        All.GroupBy(a => new EventKey(a.Service + ".amazonaws.com", a.Operation)).ToDictionary(g => g.Key, g => (IReadOnlyList<EventRow>)[.. g.Select(a => a.Row(catalog))]);
}
