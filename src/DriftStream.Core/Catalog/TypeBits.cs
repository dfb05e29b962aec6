namespace DriftStream.Core.Catalog;

/// <summary>What a type's record holds.</summary>
[Flags]
internal enum TypeBits
{
    None = 0,
    Global = 1,
    HasTag = 2,
}
