namespace DriftStream.Core.Tests.Catalog;

/// <summary>Collects what <c>RecordTable</c> reads; equal records can be shared.</summary>
internal sealed class RecordList
{
    private readonly List<byte[]> _records = [];
    private readonly Dictionary<string, int> _known = [];

    public int Count => _records.Count;

    public void Add(byte[] record) => _records.Add(record);

    public int Share(byte[] record)
    {
        var key = Convert.ToBase64String(record);
        if (!_known.TryGetValue(key, out var number))
        {
            number = _known[key] = _records.Count;
            _records.Add(record);
        }

        return number;
    }

    public void Write(ByteWriter writer)
    {
        writer.List(_records, record => writer.Number(record.Length));
        _records.ForEach(record => writer.Bytes(record));
    }
}
