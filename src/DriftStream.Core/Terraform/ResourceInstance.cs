using System.Diagnostics.CodeAnalysis;
using DriftStream.Core.Values;

namespace DriftStream.Core.Terraform;

/// <summary>One managed resource instance out of a state. A state makes it when it is asked for; two of one instance are equal.</summary>
public sealed class ResourceInstance : IEquatable<ResourceInstance>
{
    private readonly ReadOnlyMemory<byte> _json;
    private Value? _attributes;

    /// <summary>An instance whose attributes are read when they are first asked for.</summary>
    /// <param name="attributesJson">The <c>attributes</c> object of the state, UTF-8; checked to be JSON by whoever read the state.</param>
    public ResourceInstance(ReadOnlyMemory<byte> attributesJson) => _json = attributesJson;

    [SetsRequiredMembers]
    internal ResourceInstance(InstanceTable table, int number)
    {
        ref readonly var marks = ref table.MarksOf(number);
        Table = table;
        Number = number;
        Address = table.AddressOf(number);
        Type = table.Types[table.TypeOf(number)];
        State = table.Source.Name;
        Lineage = table.Lineage;
        ProviderAlias = marks.ProviderAlias;
        ConfiguredAccount = table.Source.Account;
        ConfiguredRegion = marks.Region;
        Tainted = marks.Tainted;
        Deposed = marks.Deposed;
        ScalarsOnly = marks.ScalarsOnly;
        SensitivePaths = marks.SensitivePaths;
    }

    /// <summary>The address exactly as Terraform prints it: <c>module.net["eu"].aws_security_group.web[0]</c>.</summary>
    public required string Address { get; init; }

    /// <summary>The resource type, e.g. <c>aws_s3_bucket</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The state's name, as findings show it.</summary>
    public required string State { get; init; }

    /// <summary>The state's lineage; drift ids are made from it. Empty where the state has none (v1 to v2).</summary>
    public required string Lineage { get; init; }

    /// <summary>The alias of the provider configuration, e.g. <c>west</c>; null for the default one.</summary>
    public string? ProviderAlias { get; init; }

    /// <summary>The account configured for the state; null where nobody said. What the attributes say comes first.</summary>
    public string? ConfiguredAccount { get; init; }

    /// <summary>The region configured for the state or for the provider alias; null where nobody said.</summary>
    public string? ConfiguredRegion { get; init; }

    /// <summary>Terraform will replace the instance at the next apply.</summary>
    public bool Tainted { get; init; }

    /// <summary>The key of a deposed object (an old one that waits for its deletion); null for the current one.</summary>
    public string? Deposed { get; init; }

    /// <summary>Only id, scalars and maps could be read (states of Terraform 0.11 and older): blocks must not be compared.</summary>
    public bool ScalarsOnly { get; init; }

    /// <summary>Attribute paths that the state marks as sensitive, without indexes, e.g. <c>environment.variables</c>.</summary>
    public IReadOnlyList<string> SensitivePaths { get; init; } = [];

    /// <summary>The attributes as the state writes them, UTF-8; fetched from the state's content each time.</summary>
    public ReadOnlyMemory<byte> AttributesJson => Table?.AttributesOf(Number) ?? _json;

    /// <summary>All attributes, secrets included: never show a value of this map without asking whether it is sensitive.</summary>
    public Value Attributes => _attributes ??= ValueReader.Read(AttributesJson.Span);

    /// <summary>The table that it is a row of; null for one that stands alone.</summary>
    internal InstanceTable? Table { get; }

    /// <summary>Which row of the table.</summary>
    internal int Number { get; }

    /// <summary>Whether both are one instance of one reading of a state.</summary>
    public static bool operator ==(ResourceInstance? left, ResourceInstance? right) => left is null ? right is null : left.Equals(right);

    /// <summary>The opposite of <c>==</c>.</summary>
    public static bool operator !=(ResourceInstance? left, ResourceInstance? right) => !(left == right);

    /// <inheritdoc/>
    public bool Equals(ResourceInstance? other) =>
        ReferenceEquals(this, other) || (Table is not null && other is not null && ReferenceEquals(Table, other.Table) && Number == other.Number);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResourceInstance);

    /// <inheritdoc/>
    public override int GetHashCode() => Table is null ? base.GetHashCode() : HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Table), Number);

    /// <inheritdoc/>
    public override string ToString() => Address;
}
