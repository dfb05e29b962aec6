using System.Text;

namespace DriftStream.Core.Matching;

/// <summary>
/// The identifying values of one state's instances in few bytes: what ARNs begin with is kept once for all that share it, and a value
/// that ends the instance's first one, as an id ends the ARN, is only a length. The texts that an instance is found by are worked out
/// from its values each time.
/// </summary>
/// <param name="values">The values.</param>
/// <param name="ends">Where those of each row end.</param>
/// <param name="prefixes">What ARNs begin with.</param>
/// <param name="picked">Which row each instance has; null where its number is its row.</param>
internal sealed class InstanceKeys(byte[] values, int[] ends, string[] prefixes, int[]? picked = null)
{
    /// <summary>Longer values are documents, not identifiers.</summary>
    public const int MostLetters = 2048;

    [ThreadStatic]
    private static char[]? _room;

    /// <summary>How a value is written.</summary>
    [Flags]
    internal enum Form : byte
    {
        None = 0,
        Composite = 1,
        Prefixed = 2,
        EndOfFirst = 4,
    }

    /// <summary>Whether one of the texts that an instance is found by is this one, in any case of letters.</summary>
    public bool Has(int number, ReadOnlySpan<char> key)
    {
        var room = _room ??= new char[2 * MostLetters];
        var cursor = Of(number, room.AsSpan(0, MostLetters), room.AsSpan(MostLetters));
        while (cursor.MoveNext())
        {
            var parts = new IdentifierParts(cursor.Current, cursor.IsComposite);
            while (parts.MoveNext())
            {
                if (parts.Current.Equals(key, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Steps through the values of an instance.</summary>
    /// <param name="number">Which.</param>
    /// <param name="first">Room for its first value.</param>
    /// <param name="room">Room for each of the others in turn.</param>
    public Cursor Of(int number, Span<char> first, Span<char> room) => new(ValuesOf(picked is null ? number : picked[number]), prefixes, first, room);

    /// <summary>The same for some of the instances.</summary>
    public InstanceKeys Of(int[] rows) => new(values, ends, prefixes, rows);

    private ReadOnlySpan<byte> ValuesOf(int row) => values.AsSpan((row == 0 ? 0 : ends[row - 1])..ends[row]);

    /// <summary>Stands on one value after the other.</summary>
    internal ref struct Cursor(ReadOnlySpan<byte> bytes, string[] prefixes, Span<char> first, Span<char> room)
    {
        private readonly string[] _prefixes = prefixes;
        private readonly Span<char> _room = room;
        private Span<char> _first = first;
        private ReadOnlySpan<byte> _left = bytes;
        private bool _isFurther;

        /// <summary>The value.</summary>
        public ReadOnlySpan<char> Current { get; private set; }

        /// <summary>Whether it may join several ids.</summary>
        public bool IsComposite { get; private set; }

        /// <summary>Moves on; false behind the last.</summary>
        public bool MoveNext()
        {
            if (_left.IsEmpty)
            {
                return false;
            }

            var form = (Form)_left[0];
            _left = _left[1..];
            IsComposite = (form & Form.Composite) != 0;
            if ((form & Form.EndOfFirst) != 0)
            {
                Current = _first[^Number()..];
                return true;
            }

            var into = _isFurther ? _room : _first;
            var written = into[..Write(form, into)];
            Current = written;
            if (!_isFurther)
            {
                _first = written;
                _isFurther = true;
            }

            return true;
        }

        private int Write(Form form, Span<char> into)
        {
            var start = 0;
            if ((form & Form.Prefixed) != 0)
            {
                var prefix = _prefixes[Number()];
                prefix.CopyTo(into);
                start = prefix.Length;
            }

            var length = Number();
            var written = start + Encoding.UTF8.GetChars(_left[..length], into[start..]);
            _left = _left[length..];
            return written;
        }

        private int Number()
        {
            var number = 0;
            for (var shift = 0; ; shift += 7)
            {
                var part = _left[0];
                _left = _left[1..];
                number |= (part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return number;
                }
            }
        }
    }
}
