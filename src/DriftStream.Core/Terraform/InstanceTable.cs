using System.Collections;
using System.Numerics;
using System.Text;

namespace DriftStream.Core.Terraform;

/// <summary>
/// The instances of one state as flat tables: a row each, and texts once for all that share them. A <see cref="ResourceInstance"/> is
/// made when one is asked for, and its attributes are read from the state's content then. A table may pick its rows out of another one's:
/// that is how versions of a state share what they have in common.
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

    private InstanceTable(InstanceTable whole, int[] picked, int[] byAddress, string lineage)
    {
        Whole = whole;
        Picked = picked;
        _byAddress = byAddress;
        _content = whole._content;
        _rows = whole._rows;
        _tails = whole._tails;
        _modules = whole._modules;
        _marks = whole._marks;
        _converted = whole._converted;
        Types = whole.Types;
        Source = whole.Source;
        Lineage = lineage;
    }

    /// <summary>The table that it picks its rows out of; null where the rows are its own.</summary>
    public InstanceTable? Whole { get; }

    /// <summary>Which rows of <see cref="Whole"/> it picks; null where the rows are its own.</summary>
    public int[]? Picked { get; }

    /// <summary>Whether other tables pick their rows out of this one.</summary>
    public bool IsPool { get; init; }

    /// <summary>Where the state came from.</summary>
    public StateSource Source { get; }

    /// <summary>The state's lineage.</summary>
    public string Lineage { get; }

    /// <summary>The types, in the order of their numbers.</summary>
    public string[] Types { get; }

    /// <inheritdoc/>
    public int Count => Picked?.Length ?? _rows.Length;

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

    /// <summary>Some of the rows as a table of their own.</summary>
    /// <param name="picked">Which rows, in their order.</param>
    /// <param name="hashes">The hashes of all rows' addresses.</param>
    /// <param name="lineage">The lineage of the state that holds just these.</param>
    public InstanceTable Of(int[] picked, ReadOnlySpan<int> hashes, string lineage)
    {
        var slots = new int[(int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, picked.Length * 2))];
        Array.Fill(slots, Free);
        for (var number = 0; number < picked.Length; number++)
        {
            var slot = hashes[picked[number]] & (slots.Length - 1);
            while (slots[slot] != Free)
            {
                slot = (slot + 1) & (slots.Length - 1);
            }

            slots[slot] = number;
        }

        return new(this, picked, slots, lineage);
    }

    /// <summary>The number of an instance's type.</summary>
    public int TypeOf(int number) => RowOf(number).Type;

    /// <summary>What an instance has in common with others.</summary>
    public ref readonly InstanceMarks MarksOf(int number) => ref _marks[RowOf(number).Marks];

    /// <summary>Whether an instance is the same as one of another table in all that is known of it.</summary>
    public bool IsSame(int number, InstanceTable other, int otherNumber) =>
        TailOf(number).SequenceEqual(other.TailOf(otherNumber))
        && Types[TypeOf(number)] == other.Types[other.TypeOf(otherNumber)]
        && ModuleOf(number) == other.ModuleOf(otherNumber)
        && MarksOf(number).AreSame(other.MarksOf(otherNumber))
        && AttributesOf(number).Span.SequenceEqual(other.AttributesOf(otherNumber).Span);

    /// <summary>An instance's attributes as JSON.</summary>
    public ReadOnlyMemory<byte> AttributesOf(int number)
    {
        ref readonly var row = ref RowOf(number);
        return row.Start < 0 ? _converted[~row.Start] : _content.Read(row.Start, row.Length);
    }

    /// <summary>Reads the attributes of one instance after the other.</summary>
    public AttributeWindow Window() => new(_rows, Picked, _converted, _content);

    /// <summary>The address of an instance.</summary>
    public string AddressOf(int number)
    {
        ref readonly var row = ref RowOf(number);
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
        for (var i = 0; i < Count; i++)
        {
            yield return new(this, i);
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The module of an instance; null in the root module.</summary>
    public string? ModuleOf(int number) => RowOf(number).Module is >= 0 and var module ? _modules[module] : null;

    /// <summary>The last part of an instance's address, UTF-8.</summary>
    public ReadOnlySpan<byte> TailOf(int number)
    {
        var row = Picked is null ? number : Picked[number];
        return _tails.AsSpan((row == 0 ? 0 : _rows[row - 1].TailEnd).._rows[row].TailEnd);
    }

    private ref readonly InstanceRow RowOf(int number) => ref _rows[Picked is null ? number : Picked[number]];
}
