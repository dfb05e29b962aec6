using System.Buffers;
using System.Runtime.InteropServices;

namespace DriftStream.Core.Matching;

/// <summary>The texts that one instance is found by, each once whatever the case of its letters. One object serves one instance after the other.</summary>
internal sealed class KeyTexts
{
    private readonly char[] _first = new char[InstanceKeys.MostLetters];
    private readonly char[] _room = new char[InstanceKeys.MostLetters];
    private readonly ArrayBufferWriter<char> _texts = new(1 << 10);
    private readonly List<Text> _known = [];

    /// <summary>How many texts there are.</summary>
    public int Count => _known.Count;

    /// <summary>Works them out for an instance.</summary>
    public void Read(InstanceKeys keys, int number)
    {
        _known.Clear();
        _texts.ResetWrittenCount();
        var values = keys.Of(number, _first, _room);
        while (values.MoveNext())
        {
            var parts = new IdentifierParts(values.Current, values.IsComposite);
            while (parts.MoveNext())
            {
                Add(parts.Current);
            }
        }
    }

    /// <summary>One of them, with its hash.</summary>
    public ReadOnlySpan<char> At(int index, out uint hash)
    {
        var text = _known[index];
        hash = text.Hash;
        return _texts.WrittenSpan.Slice(text.Start, text.Length);
    }

    private void Add(ReadOnlySpan<char> text)
    {
        var hash = KeyTable.HashOf(text);
        foreach (ref readonly var known in CollectionsMarshal.AsSpan(_known))
        {
            if (known.Hash == hash && _texts.WrittenSpan.Slice(known.Start, known.Length).Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                return;
            }
        }

        _known.Add(new(hash, _texts.WrittenCount, text.Length));
        _texts.Write(text);
    }

    private readonly record struct Text(uint Hash, int Start, int Length);
}
