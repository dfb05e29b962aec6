using System.Text.Json;

namespace DriftStream.Core.CloudTrail;

/// <summary>Reads an object's member names once and keeps what tells a record from a wrapping. Values are passed over, not built.</summary>
internal sealed class ObjectOutline
{
    // Any nesting must be got over here, or one record could hide its neighbours; EventReader is the one to refuse it.
    private static readonly JsonReaderOptions Options = new() { MaxDepth = int.MaxValue };

    private readonly ReadOnlyMemory<byte>[] _members = new ReadOnlyMemory<byte>[(int)OutlineMember.Count];
    private readonly ReadOnlyMemory<byte> _content;
    private readonly int _start;
    private JsonReaderState _state = new(Options);
    private bool _passesLists;

    /// <summary>Stands before the object that opens at this position.</summary>
    public ObjectOutline(ReadOnlyMemory<byte> content, int start)
    {
        _content = content;
        _start = start;
        Position = start;
    }

    /// <summary>How far the walk has come: behind the object, inside its list, or where it breaks.</summary>
    public int Position { get; private set; }

    /// <summary>The list that the walk stopped at, or the last one it met.</summary>
    public string? ListName { get; private set; }

    /// <summary>Whether a list was walked into.</summary>
    public bool HasList { get; private set; }

    /// <summary>Whether the object has any member at all.</summary>
    public bool HasMembers { get; private set; }

    /// <summary>Why the object is not JSON.</summary>
    public string? Problem { get; private set; }

    /// <summary>The whole object, once the walk is complete.</summary>
    public ReadOnlyMemory<byte> Whole => _content[_start..Position];

    /// <summary>A member's JSON; empty where the object has no such member.</summary>
    public ReadOnlyMemory<byte> this[OutlineMember member] => _members[(int)member];

    /// <summary>The outline of an object that is known to be JSON, its lists passed over like any other value.</summary>
    public static ObjectOutline Of(ReadOnlyMemory<byte> json)
    {
        var outline = new ObjectOutline(json, start: 0) { _passesLists = true };
        outline.Walk();
        return outline;
    }

    /// <summary>Goes on to the end of the object, or to the first element of a list that may hold records.</summary>
    public OutlineStop Walk()
    {
        var reader = new Utf8JsonReader(_content.Span[Position..], isFinalBlock: true, _state);
        try
        {
            return Walk(ref reader);
        }
        catch (JsonException problem)
        {
            Problem = JsonText.Reason(problem);
            Position += (int)reader.BytesConsumed;
            return OutlineStop.Broken;
        }
    }

    /// <summary>
    /// Lets the walk go on behind the list it stopped at. The reader's state still stands behind the opening bracket,
    /// so with the closing one as its next byte it sees an empty list.
    /// </summary>
    public void ResumeAt(int closingBracket) => Position = closingBracket;

    private OutlineStop Walk(ref Utf8JsonReader reader)
    {
        Span<char> buffer = stackalloc char[JsonText.NameLength];
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            HasMembers = true;
            ReadOnlySpan<char> name = buffer[..JsonText.CopyName(ref reader, buffer)];
            var member = OutlineMembers.Of(name);
            if (member == OutlineMember.List)
            {
                ListName = name.ToString();
            }

            reader.Read();
            if (member == OutlineMember.List && !_passesLists && reader.TokenType == JsonTokenType.StartArray)
            {
                HasList = true;
                _state = reader.CurrentState;
                Position += (int)reader.BytesConsumed;
                return OutlineStop.AtList;
            }

            var from = Position + (int)reader.TokenStartIndex;
            reader.Skip();
            _members[(int)member] = _content[from..(Position + (int)reader.BytesConsumed)];
        }

        Position += (int)reader.BytesConsumed;
        return OutlineStop.Complete;
    }
}

/// <summary>Where the walk over an object stopped.</summary>
internal enum OutlineStop
{
    /// <summary>Behind the object.</summary>
    Complete,

    /// <summary>Behind the opening bracket of a list.</summary>
    AtList,

    /// <summary>Where the bytes stop being JSON.</summary>
    Broken,
}
