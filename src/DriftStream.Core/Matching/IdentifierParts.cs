namespace DriftStream.Core.Matching;

/// <summary>Steps through the texts that one value of a resource is found by: those of <see cref="IdentifierKeys"/>, and the parts of a composite id. Some come more than once.</summary>
internal ref struct IdentifierParts
{
    private readonly ReadOnlySpan<char> _value;
    private readonly bool _isComposite;
    private MemoryExtensions.SpanSplitEnumerator<char> _parts;
    private ReadOnlySpan<char> _plain;
    private KeyRoom _keys;
    private int _count;
    private int _next;
    private int _way;

    /// <summary>The texts of a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="isComposite">It is Terraform's <c>id</c>, which may join several ids.</param>
    public IdentifierParts(ReadOnlySpan<char> value, bool isComposite)
    {
        _value = value;
        _count = IdentifierKeys.Find(value, _keys);
        _plain = _count > 0 ? value[_keys[0]] : [];
        _isComposite = isComposite && _count > 0 && IdentifierKeys.IsComposite(_plain);
    }

    /// <summary>The text it stands on.</summary>
    public ReadOnlySpan<char> Current { get; private set; }

    /// <summary>Moves to the next text.</summary>
    public bool MoveNext()
    {
        if (_next < _count)
        {
            Current = _value[_keys[_next++]];
            return true;
        }

        return _isComposite && NextPart();
    }

    // An id can be joined with a separator that its parts hold as well: then only one way to split it gives the part.
    private bool NextPart()
    {
        var separators = Identifiers.CompositeSeparators;
        while (true)
        {
            while (_way > 0 && _parts.MoveNext())
            {
                if (!_plain[_parts.Current].IsEmpty)
                {
                    Current = _plain[_parts.Current];
                    return true;
                }
            }

            if (IdentifierKeys.AreArns(_plain) ? _way > 0 : _way > separators.Length)
            {
                return false;
            }

            _parts = IdentifierKeys.AreArns(_plain) ? _plain.Split(',') : _way < separators.Length ? _plain.Split(separators[_way]) : _plain.SplitAny(separators);
            _way++;
        }
    }

    [System.Runtime.CompilerServices.InlineArray(IdentifierKeys.Most)]
    private struct KeyRoom
    {
        private Range _first;
    }
}
