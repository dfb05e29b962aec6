namespace DriftStream.Core.Catalog;

/// <summary>How the file holds a row: effect, weight and marks in the first byte, the lists that are not empty in the second.</summary>
[Flags]
internal enum RowBits
{
    None = 0,
    Effect = 0x7,
    Weight = 0x18,
    Singleton = 1 << 5,
    Inferred = 1 << 6,
    HandWritten = 1 << 7,
    HasIds = 1 << 8,
    HasOuts = 1 << 9,
    HasPairs = 1 << 10,
    HasTouch = 1 << 11,
    HasSpellings = 1 << 12,
}
