using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Judging.Effects;

/// <summary>What an event does to what it names.</summary>
internal enum TargetKind
{
    /// <summary>Changes attributes of a managed resource.</summary>
    Change,

    /// <summary>Deletes a managed resource.</summary>
    Delete,

    /// <summary>Creates what a state holds: agreement, or the end of a deletion.</summary>
    Recreate,

    /// <summary>Adds a child that no state holds to a managed resource.</summary>
    Attach,

    /// <summary>Removes a child that no state holds from a managed resource.</summary>
    Detach,

    /// <summary>Removes a child of a managed resource that neither a state nor an earlier event knows. It is no finding, but the child's addition may come later.</summary>
    Absent,

    /// <summary>Creates something that no state holds.</summary>
    Create,

    /// <summary>Names a managed resource and changes nothing Terraform could hold.</summary>
    NoEffect,

    /// <summary>Names a managed resource, but what the call does is only inferred.</summary>
    Inferred,
}

/// <summary>One thing that an event touches.</summary>
internal sealed record Target
{
    private Value? _child = Value.Null;
    private Func<Value>? _details;
    private string? _id;
    private Func<string?>? _naming;

    /// <summary>What happens to it.</summary>
    public required TargetKind Kind { get; init; }

    /// <summary>The managed resource; null only for <see cref="TargetKind.Create"/>.</summary>
    public ResourceInstance? Instance { get; init; }

    /// <summary>For a change or a recreation: what happens to the attributes.</summary>
    public IReadOnlyList<AttributeEffect> Effects { get; init; } = [];

    /// <summary>For a child or a creation: the Terraform type of what is added, removed or created.</summary>
    public string? Type { get; init; }

    /// <summary>What the child is known by, so that its removal finds its addition.</summary>
    public string Key { get; init; } = "";

    /// <summary>What is known of the child, in Terraform's words.</summary>
    public Value Child
    {
        get => _child ??= _details!();
        init => _child = value;
    }

    /// <summary>Finds out <see cref="Child"/>, where somebody asks for it.</summary>
    public Func<Value> Details
    {
        init => (_child, _details) = (null, value);
    }

    /// <summary>One text that is known of the child; where it is among what identifies it, nothing else is worked out.</summary>
    public string Known(string attribute) => _child is null && Identity?.Invoke() is { } known && known[attribute] is { IsNull: false } found ? found.Text : Child[attribute].Text;

    /// <summary>Finds out what identifies the child, the first members of <see cref="Child"/>.</summary>
    public Func<Value>? Identity { get; init; }

    /// <summary>For a creation: it is proven that nothing in <see cref="Child"/> makes it worse than its type does.</summary>
    public bool IsPlain { get; init; }

    /// <summary>For a creation: the new resource's id or name; null where the event does not tell.</summary>
    public string? Id
    {
        get
        {
            if (_naming is { } naming)
            {
                (_id, _naming) = (naming(), null);
            }

            return _id;
        }

        init => _id = value;
    }

    /// <summary>Finds out <see cref="Id"/>, where somebody asks for it.</summary>
    public Func<string?> Naming
    {
        init => _naming = value;
    }

    /// <summary>For a creation: the address of the managed resource it belongs to; null for none.</summary>
    public string? Parent { get; init; }
}
