using DriftStream.Core.Judging.Effects;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Rules;

/// <summary>
/// Task definitions of ECS: a revision never changes, so a new one leaves what a state holds as it was. What runs changes only when a
/// service is told to use it.
/// </summary>
/// <remarks>https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/ecs_task_definition</remarks>
internal static class TaskDefinitions
{
    private const string Definition = "aws_ecs_task_definition";

    /// <summary>What a registration does; null where it is another call, or makes what a state holds or a family that is new.</summary>
    public static IReadOnlyList<Target>? Targets(Situation situation)
    {
        if (situation.Change is not { Source: "ecs.amazonaws.com", Operation: "RegisterTaskDefinition" } || situation.Text("family") is not { } family)
        {
            return null;
        }

        var made = situation.Response["taskDefinition"];
        var held = situation.Matcher.Named(Definition, "family", family, situation.Change).ToList();
        return held.Any(i => Identifiers.Same(i.Attributes["arn"].Text, made["taskDefinitionArn"].Text)) || (held.Count == 0 && made["revision"].Text is "" or "1")
            ? null
            : [.. held.Select(Succeeded)];
    }

    /// <summary>A service that is told a family alone runs its newest revision, and only the answer says which that is.</summary>
    public static IEnumerable<AttributeEffect> Effects(Situation situation, ResourceInstance service)
    {
        if (service.Type != "aws_ecs_service" || situation.Change.Operation != "UpdateService" || situation.Text("taskDefinition") is not { } family || family.Contains(':', StringComparison.Ordinal))
        {
            return [];
        }

        var answered = situation.Response["service"]["taskDefinition"];
        var isOfFamily = service.Attributes["task_definition"].Text is var held && held.Contains(family + ":", StringComparison.Ordinal);
        return answered.IsNull && !isOfFamily ? [] : [answered.IsNull ? AttributeEffect.Unknown("task_definition") : AttributeEffect.Replace("task_definition", answered)];
    }

    private static Target Succeeded(ResourceInstance definition) => definition.Attributes["track_latest"].IsTrue
        ? new Target { Kind = TargetKind.Change, Instance = definition, Effects = [AttributeEffect.Unknown("container_definitions")] }
        : new Target { Kind = TargetKind.NoEffect, Instance = definition };
}
