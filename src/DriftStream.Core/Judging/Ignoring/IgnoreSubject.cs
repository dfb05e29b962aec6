using DriftStream.Core.CloudTrail;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Judging.Ignoring;

/// <summary>What a rule is held against: an event, who caused it, and the resource that it concerns.</summary>
internal sealed class IgnoreSubject
{
    private readonly string?[] _ids;
    private string?[]? _actors;
    private string?[]? _events;

    private IgnoreSubject(CloudTrailEvent change, Actor actor, string type, string?[] ids) => (Change, Actor, Type, _ids) = (change, actor, type, ids);

    public CloudTrailEvent Change { get; }

    public Actor Actor { get; }

    public string Type { get; }

    public string? State { get; private init; }

    /// <summary>The address as it is, without its own index, and without any; empty for what no state holds.</summary>
    public string?[] Addresses { get; private init; } = [];

    /// <summary>What the cloud calls the resource.</summary>
    public ReadOnlySpan<string?> Ids => _ids;

    /// <summary>The caller's name, role and ARNs.</summary>
    public string?[] Actors => _actors ??= [Actor.Name, Actor.Role, Actor.Arn, Change.Identity.IssuerArn, CallerArn.RoleWithoutPath(Actor.Arn)];

    /// <summary>The event's name as recorded, without a date, and with its service.</summary>
    public string?[] Events => _events ??= [Change.Name, Change.Operation, $"{Service}:{Change.Name}", $"{Service}:{Change.Operation}"];

    /// <summary>A managed resource.</summary>
    public static IgnoreSubject Of(CloudTrailEvent change, Actor actor, ResourceInstance instance)
    {
        var attributes = instance.Attributes;
        string?[] ids = [.. IdAttributes.Select(name => attributes[name]).Where(value => value is { IsScalar: true, Text.Length: > 0 }).Select(value => value.Text)];
        return new(change, actor, instance.Type, ids)
        {
            State = instance.State,
            Addresses = [instance.Address, AddressKeys.WithoutLast(instance.Address), AddressKeys.Without(instance.Address)],
        };
    }

    /// <summary>A resource that no state holds.</summary>
    public static IgnoreSubject Unheld(CloudTrailEvent change, Actor actor, string type, string? id) => new(change, actor, type, [id]);

    private string Service => Change.Source.Split('.')[0];

    private static IReadOnlyList<string> IdAttributes { get; } = ["id", "name", "arn", "bucket", "identifier", "function_name"];
}
