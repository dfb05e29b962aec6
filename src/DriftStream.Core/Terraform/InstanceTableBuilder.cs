using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace DriftStream.Core.Terraform;

/// <summary>Fills the tables of <see cref="InstanceTable"/>.</summary>
internal sealed class InstanceTableBuilder
{
    private const int Free = -1;
    private readonly List<int> _hashes = [];
    private char[] _address = new char[256];
    private char[] _other = new char[256];

    public List<InstanceRow> Rows { get; } = [];

    public ArrayBufferWriter<byte> Tails { get; } = new();

    public Numbered<string> Modules { get; } = new();

    public Numbered<string> Types { get; } = new();

    public Numbered<InstanceMarks> Marks { get; } = new();

    public List<ReadOnlyMemory<byte>> Converted { get; } = [];

    /// <summary>The rows by their addresses' hashes, open addressing.</summary>
    public int[] ByAddress { get; private set; } = NewSlots(16);

    /// <summary>The hashes of the rows' addresses.</summary>
    public ReadOnlySpan<int> Hashes => CollectionsMarshal.AsSpan(_hashes);

    /// <summary>Whether an instance is there already, as a current one or under the same key of a deposed one.</summary>
    public bool Holds(string? module, string type, string name, string key, string? deposed)
    {
        var address = Compose(ref _address, module, type, name, key);
        var mask = ByAddress.Length - 1;
        for (var slot = string.GetHashCode(address) & mask; ByAddress[slot] != Free; slot = (slot + 1) & mask)
        {
            var number = ByAddress[slot];
            if (_hashes[number] == string.GetHashCode(address) && Marks[Rows[number].Marks].Deposed == deposed && AddressOf(number).SequenceEqual(address))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds an instance whose attributes are a part of the content.</summary>
    public void Add(string? module, string type, string name, string key, (int Start, int Length) attributes, in InstanceMarks marks)
    {
        var tail = Encoding.UTF8.GetMaxByteCount(name.Length + key.Length);
        var room = Tails.GetSpan(tail);
        var length = Encoding.UTF8.GetBytes(name, room);
        Tails.Advance(length + Encoding.UTF8.GetBytes(key, room[length..]));
        var number = string.IsNullOrEmpty(module) ? InstanceRow.NoModule : Modules.Of(module);
        Append(new(attributes.Start, attributes.Length, Tails.WrittenCount, number, Types.Of(type), Marks.Of(marks)), Compose(ref _address, module, type, name, key));
    }

    /// <summary>Adds an instance whose attributes are no part of the content.</summary>
    public void Add(string? module, string type, string name, string key, ReadOnlyMemory<byte> attributes, in InstanceMarks marks)
    {
        Converted.Add(attributes);
        Add(module, type, name, key, (~(Converted.Count - 1), attributes.Length), marks);
    }

    /// <summary>Adds what an instance of another table says.</summary>
    public void AddCopy(ResourceInstance instance)
    {
        Converted.Add(instance.AttributesJson);
        Tails.Write(Encoding.UTF8.GetBytes(instance.Address));
        var marks = new InstanceMarks(instance.ProviderAlias, instance.ConfiguredRegion, instance.Tainted, instance.Deposed, instance.ScalarsOnly, instance.SensitivePaths);
        Append(new(~(Converted.Count - 1), instance.AttributesJson.Length, Tails.WrittenCount, InstanceRow.WholeAddress, Types.Of(instance.Type), Marks.Of(marks)), instance.Address);
    }

    /// <summary>Adds an instance of another table whose attributes are a part of this one's content.</summary>
    public void Add(InstanceTable table, int number, (int Start, int Length) attributes, in InstanceMarks marks)
    {
        Tails.Write(table.TailOf(number));
        var module = table.ModuleOf(number) is { } name ? Modules.Of(name) : InstanceRow.NoModule;
        Append(new(attributes.Start, attributes.Length, Tails.WrittenCount, module, Types.Of(table.Types[table.TypeOf(number)]), Marks.Of(marks)), table.AddressOf(number));
    }

    private void Append(InstanceRow row, ReadOnlySpan<char> address)
    {
        if ((Rows.Count + 1) * 3 > ByAddress.Length * 2)
        {
            Grow();
        }

        _hashes.Add(string.GetHashCode(address));
        Put(Rows.Count);
        Rows.Add(row);
    }

    private void Grow()
    {
        ByAddress = NewSlots(ByAddress.Length * 2);
        for (var number = 0; number < Rows.Count; number++)
        {
            Put(number);
        }
    }

    private void Put(int number)
    {
        var mask = ByAddress.Length - 1;
        var slot = _hashes[number] & mask;
        while (ByAddress[slot] != Free)
        {
            slot = (slot + 1) & mask;
        }

        ByAddress[slot] = number;
    }

    private ReadOnlySpan<char> AddressOf(int number)
    {
        var row = Rows[number];
        var start = number == 0 ? 0 : Rows[number - 1].TailEnd;
        var tail = Encoding.UTF8.GetString(Tails.WrittenSpan[start..row.TailEnd]);
        return row.Module == InstanceRow.WholeAddress ? tail : Compose(ref _other, row.Module == InstanceRow.NoModule ? null : Modules[row.Module], Types[row.Type], tail, "");
    }

    private static ReadOnlySpan<char> Compose(ref char[] room, string? module, string type, string name, string key)
    {
        var most = (module?.Length ?? 0) + type.Length + name.Length + key.Length + 2;
        if (room.Length < most)
        {
            room = new char[most * 2];
        }

        var at = string.IsNullOrEmpty(module) ? 0 : Write(room, Write(room, 0, module), ".");
        at = Write(room, Write(room, at, type), ".");
        return room.AsSpan(0, Write(room, Write(room, at, name), key));
    }

    private static int Write(char[] room, int at, string text)
    {
        text.CopyTo(room.AsSpan(at));
        return at + text.Length;
    }

    private static int[] NewSlots(int length)
    {
        var slots = new int[length];
        Array.Fill(slots, Free);
        return slots;
    }
}
