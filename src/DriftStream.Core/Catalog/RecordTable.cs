using System.Runtime.CompilerServices;

namespace DriftStream.Core.Catalog;

/// <summary>Records of different lengths, each reached by its number.</summary>
internal sealed class RecordTable
{
    private readonly byte[] _file;
    private readonly int[] _starts;

    private RecordTable(byte[] file, int[] starts)
    {
        _file = file;
        _starts = starts;
    }

    public int Count => _starts.Length - 1;

    public ReadOnlySpan<byte> this[int record] => _file.AsSpan(_starts[record], _starts[record + 1] - _starts[record]);

    /// <summary>Leaves the cursor behind the last record. Optimised at once: it runs a single time over thousands of lengths.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static RecordTable Read(byte[] file, ref CatalogCursor cursor)
    {
        var starts = new int[cursor.Count() + 1];
        var total = 0;
        for (var record = 1; record < starts.Length; record++)
        {
            total += cursor.Number();
            starts[record] = total;
        }

        var start = cursor.Position;
        cursor.Skip(total);
        for (var record = 0; record < starts.Length; record++)
        {
            starts[record] += start;
        }

        return new(file, starts);
    }
}
