namespace DriftStream.Core.Terraform;

/// <summary>One instance of a resource as a state holds it.</summary>
internal struct StoredInstance
{
    public StoredInstance()
    {
    }

    /// <summary>The index as addresses show it; empty where there is none, null where it is neither a number nor text.</summary>
    public string? Key { get; set; } = "";

    public string? Deposed { get; set; }

    public bool Tainted { get; set; }

    /// <summary>The <c>attributes</c> object; empty where there is none.</summary>
    public ReadOnlyMemory<byte> Attributes { get; set; }

    /// <summary>The attributes in the flat form of Terraform 0.11; empty where there are none.</summary>
    public ReadOnlyMemory<byte> Flat { get; set; }

    /// <summary>The id, which the oldest states keep beside the attributes.</summary>
    public string? Id { get; set; }

    /// <summary>What is marked as sensitive, unread; empty where nothing is.</summary>
    public ReadOnlyMemory<byte> Sensitive { get; set; }
}
