namespace DriftStream.Core.Values;

/// <summary>Steps through the members of an object or the elements of a list, and proves on the way that a JSON reader takes it as well.</summary>
internal ref struct SoundParts
{
    private readonly ReadOnlySpan<byte> _json;
    private readonly bool _isObject;
    private int _at;
    private int _nameAt;
    private int _valueAt;

    /// <summary>Begins before the first part of the object or list that starts on the first of these bytes.</summary>
    public SoundParts(ReadOnlySpan<byte> json)
    {
        _json = json;
        (_isObject, _at, End) = (json[0] == '{', 1, SoundJson.Doubtful);
    }

    /// <summary>Where all of it ends, once there are no more parts; <see cref="SoundJson.Doubtful"/> where only a JSON reader can tell what it is.</summary>
    public int End { get; private set; }

    /// <summary>The member's name as written, quotes included.</summary>
    public readonly ReadOnlySpan<byte> Name => _json[_nameAt..SoundJson.EndOfText(_json, _nameAt)];

    /// <summary>Where the value of the member, or the element, stands.</summary>
    public readonly Range Place => _valueAt.._at;

    /// <summary>Moves to the next part; false behind the last, and where there is a doubt.</summary>
    public bool MoveNext()
    {
        var at = SoundJson.SkipBlanks(_json, _at);
        if (at < _json.Length && _json[at] == (_isObject ? '}' : ']'))
        {
            End = at + 1;
            return false;
        }

        if (_at > 1)
        {
            at = at < _json.Length && _json[at] == ',' ? SoundJson.SkipBlanks(_json, at + 1) : _json.Length;
        }

        _nameAt = at;
        _valueAt = _isObject ? SoundJson.BehindName(_json, at) : at;
        var end = SoundJson.EndOf(_json, _valueAt);
        _at = Math.Max(_at, end);
        return end >= 0;
    }
}
