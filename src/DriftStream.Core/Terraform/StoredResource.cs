namespace DriftStream.Core.Terraform;

/// <summary>One resource as a state holds it, before anyone asks whether it concerns us.</summary>
internal sealed class StoredResource
{
    public string? Module { get; set; }

    public string? Mode { get; set; }

    public string? Type { get; set; }

    public string? Name { get; set; }

    public string? Provider { get; set; }

    public List<StoredInstance> Instances { get; } = [];

    public bool IsManaged => Mode is null or "managed";

    /// <summary>Makes room for the next resource.</summary>
    public void Clear()
    {
        (Module, Mode, Type, Name, Provider) = (null, null, null, null, null);
        Instances.Clear();
    }
}
