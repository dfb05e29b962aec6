using System.Collections;
using System.Text;

namespace DriftStream.Core.Terraform;

/// <summary>
/// The instances of one state as flat tables: a row each, and texts once for all that share them. A <see cref="ResourceInstance"/> is
/// made when one is asked for, and its attributes are read from the state's content then.
/// </summary>
internal sealed class InstanceTable : IReadOnlyList<ResourceInstance>
{
    private const int Free = -1;
    private readonly StateContent _content;
    private readonly InstanceRow[] _rows;
    private readonly byte[] _tails;
    private readonly string[] _modules;
    private readonly InstanceMarks[] _marks;
    private readonly ReadOnlyMemory<byte>[] _converted;
    private readonly int[] _byAddress;

    /// <summary>The table that a builder has filled.</summary>
    public InstanceTable(InstanceTableBuilder built, StateContent content, StateSource source, string lineage)
    {
        _content = content;
        Source = source;
        Lineage = lineage;
        _rows = built.Rows.ToArray();
        _tails = built.Tails.WrittenSpan.ToArray();
        _modules = built.Modules.ToArray();
        Types = built.Types.ToArray();
        _marks = built.Marks.ToArray();
        _converted = [.. built.Converted];
        _byAddress = built.ByAddress;
    }

    /// <summary>Where the state came from.</summary>
    public StateSource Source { get; }

    /// <summary>The state's lineage.</summary>
    public string Lineage { get; }

    /// <summary>The types, in the order of their numbers.</summary>
    public string[] Types { get; }

    /// <inheritdoc/>
    public int Count => _rows.Length;

    /// <inheritdoc/>
    public ResourceInstance this[int index] => new(this, index);

    /// <summary>The table behind a list of instances; a copy of those that are no whole table.</summary>
    public static InstanceTable Of(TerraformState state)
    {
        if (state.Instances is InstanceTable table)
        {
            return table;
        }

        var builder = new InstanceTableBuilder();
        foreach (var instance in state.Instances)
        {
            builder.AddCopy(instance);
        }

        return new(builder, StateContent.InMemory(default), new StateSource(state.Name, state.Name, state.Instances is [var first, ..] ? first.ConfiguredAccount : null), state.Lineage);
    }

    /// <summary>The number of an instance's type.</summary>
    public int TypeOf(int number) => _rows[number].Type;

    /// <summary>What an instance has in common with others.</summary>
    public ref readonly InstanceMarks MarksOf(int number) => ref _marks[_rows[number].Marks];

    /// <summary>An instance's attributes as JSON.</summary>
    public ReadOnlyMemory<byte> AttributesOf(int number)
    {
        var row = _rows[number];
        return row.Start < 0 ? _converted[~row.Start] : _content.Read(row.Start, row.Length);
    }

    /// <summary>Reads the attributes of one instance after the other.</summary>
    public AttributeWindow Window() => new(_rows, _converted, _content);

    /// <summary>The address of an instance.</summary>
    public string AddressOf(int number)
    {
        var row = _rows[number];
        var tail = Encoding.UTF8.GetString(TailOf(number));
        return row.Module switch
        {
            InstanceRow.WholeAddress => tail,
            InstanceRow.NoModule => $"{Types[row.Type]}.{tail}",
            var module => $"{_modules[module]}.{Types[row.Type]}.{tail}",
        };
    }

    /// <summary>The instance at an address, the deposed ones aside.</summary>
    public int? At(string address)
    {
        var mask = _byAddress.Length - 1;
        for (var slot = string.GetHashCode(address) & mask; _byAddress[slot] != Free; slot = (slot + 1) & mask)
        {
            var number = _byAddress[slot];
            if (MarksOf(number).Deposed is null && AddressOf(number) == address)
            {
                return number;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<ResourceInstance> GetEnumerator()
    {
        for (var i = 0; i < _rows.Length; i++)
        {
            yield return new(this, i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private ReadOnlySpan<byte> TailOf(int number) => _tails.AsSpan((number == 0 ? 0 : _rows[number - 1].TailEnd).._rows[number].TailEnd);
}
