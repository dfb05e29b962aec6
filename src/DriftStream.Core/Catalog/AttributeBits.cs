namespace DriftStream.Core.Catalog;

/// <summary>How the file holds an attribute; the lowest four bits are its <see cref="AttributeKind"/>.</summary>
[Flags]
internal enum AttributeBits
{
    None = 0,
    Kind = 0xF,
    Required = 1 << 4,
    Optional = 1 << 5,
    Computed = 1 << 6,
    ForcesReplacement = 1 << 7,
    HasNested = 1 << 8,
    HasDefault = 1 << 9,
    HasSuppressor = 1 << 10,
    Sensitive = 1 << 11,
    WriteOnly = 1 << 12,
    Deprecated = 1 << 13,
    Block = 1 << 14,
}
