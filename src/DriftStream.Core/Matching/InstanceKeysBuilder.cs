using System.Buffers;
using System.Text;

namespace DriftStream.Core.Matching;

/// <summary>Writes the identifying values of one instance after the other into <see cref="InstanceKeys"/>.</summary>
internal sealed class InstanceKeysBuilder
{
    private const int ColonsOfPrefix = 5;
    private readonly ArrayBufferWriter<byte> _values = new(1 << 12);
    private readonly List<int> _ends = [];
    private readonly List<string> _prefixes = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _prefixNumbers = new Dictionary<string, int>(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
    private readonly List<(int Start, int Length, bool IsComposite)> _known = [];
    private readonly ArrayBufferWriter<char> _texts = new(1 << 10);

    /// <summary>Adds a value of the instance under way.</summary>
    public void Add(ReadOnlySpan<char> value, bool isComposite)
    {
        foreach (var (start, length, knownAsComposite) in _known)
        {
            if ((knownAsComposite || !isComposite) && _texts.WrittenSpan.Slice(start, length).SequenceEqual(value))
            {
                return;
            }
        }

        Write(value, isComposite ? InstanceKeys.Form.Composite : InstanceKeys.Form.None);
        _known.Add((_texts.WrittenCount, value.Length, isComposite));
        _texts.Write(value);
    }

    /// <summary>Closes the instance under way.</summary>
    public void EndInstance()
    {
        _ends.Add(_values.WrittenCount);
        _known.Clear();
        _texts.ResetWrittenCount();
    }

    /// <summary>All that was added.</summary>
    public InstanceKeys Build() => new(_values.WrittenSpan.ToArray(), [.. _ends], [.. _prefixes]);

    private void Write(ReadOnlySpan<char> value, InstanceKeys.Form form)
    {
        if (_known.Count > 0 && _texts.WrittenSpan[.._known[0].Length].EndsWith(value))
        {
            WriteByte((byte)(form | InstanceKeys.Form.EndOfFirst));
            WriteNumber(value.Length);
            return;
        }

        var prefix = PrefixOf(value);
        WriteByte((byte)(prefix > 0 ? form | InstanceKeys.Form.Prefixed : form));
        if (prefix > 0)
        {
            WriteNumber(NumberOf(value[..prefix]));
        }

        var rest = value[prefix..];
        WriteNumber(Encoding.UTF8.GetByteCount(rest));
        _values.Advance(Encoding.UTF8.GetBytes(rest, _values.GetSpan(Encoding.UTF8.GetMaxByteCount(rest.Length))));
    }

    // Partition, service, region and account of an ARN.
    private static int PrefixOf(ReadOnlySpan<char> value)
    {
        if (!value.StartsWith("arn:", StringComparison.Ordinal))
        {
            return 0;
        }

        var end = 0;
        for (var colon = 0; colon < ColonsOfPrefix; colon++)
        {
            if (value[end..].IndexOf(':') is not (>= 0 and var step))
            {
                return 0;
            }

            end += step + 1;
        }

        return end;
    }

    private int NumberOf(ReadOnlySpan<char> prefix)
    {
        if (!_prefixNumbers.TryGetValue(prefix, out var number))
        {
            _prefixNumbers[prefix] = number = _prefixes.Count;
            _prefixes.Add(prefix.ToString());
        }

        return number;
    }

    private void WriteNumber(int number)
    {
        while (number >= 0x80)
        {
            WriteByte((byte)(number | 0x80));
            number >>= 7;
        }

        WriteByte((byte)number);
    }

    private void WriteByte(byte part)
    {
        _values.GetSpan(1)[0] = part;
        _values.Advance(1);
    }
}
