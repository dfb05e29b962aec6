using System.Runtime.InteropServices;

namespace DriftStream.Core.Matching;

/// <summary>Which instances can be looked up by a text. Most texts lead to one instance and a few to thousands, so each text's instances are a chain through one list.</summary>
internal sealed class KeyTable
{
    private const int End = -1;
    private readonly Dictionary<string, Chain> _chains = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Chain>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly List<Link> _links = [];

    public KeyTable() => _bySpan = _chains.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds an instance under every text that one of its values can be looked up by; one instance after the other.</summary>
    public void Add(ReadOnlySpan<char> value, bool isComposite, int instance)
    {
        Span<Range> keys = stackalloc Range[IdentifierKeys.Most];
        var count = IdentifierKeys.Find(value, keys);
        foreach (var key in keys[..count])
        {
            Post(value[key], instance);
        }

        if (isComposite && count > 0 && IdentifierKeys.IsComposite(value[keys[0]]))
        {
            AddParts(value[keys[0]], instance);
        }
    }

    /// <summary>The instances under exactly this text, in the order they were added.</summary>
    public IEnumerable<int> Of(ReadOnlySpan<char> key) => _bySpan.TryGetValue(key, out var chain) ? Walk(chain.First) : [];

    /// <summary>The instances under any text that this value can be looked up by, each once.</summary>
    public IEnumerable<int> OfAny(ReadOnlySpan<char> value)
    {
        Span<Range> keys = stackalloc Range[IdentifierKeys.Most];
        IEnumerable<int> found = [];
        var texts = 0;
        foreach (var key in keys[..IdentifierKeys.Find(value, keys)])
        {
            if (_bySpan.TryGetValue(value[key], out var chain))
            {
                found = texts++ == 0 ? Walk(chain.First) : found.Concat(Walk(chain.First));
            }
        }

        return texts > 1 ? found.Distinct() : found;
    }

    /// <summary>Whether any text that this value can be looked up by leads to an instance.</summary>
    public bool HoldsAny(ReadOnlySpan<char> value)
    {
        Span<Range> keys = stackalloc Range[IdentifierKeys.Most];
        foreach (var key in keys[..IdentifierKeys.Find(value, keys)])
        {
            if (_bySpan.ContainsKey(value[key]))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Shows every text that an instance can be looked up by.</summary>
    public void Visit(Action<ReadOnlySpan<char>> visit)
    {
        foreach (var text in _chains.Keys)
        {
            visit(text);
        }
    }

    private IEnumerable<int> Walk(int first)
    {
        for (var at = first; at != End; at = _links[at].Next)
        {
            yield return _links[at].Instance;
        }
    }

    // An id can be joined with a separator that its parts hold as well: then only one way to split it gives the part.
    private void AddParts(ReadOnlySpan<char> composite, int instance)
    {
        if (IdentifierKeys.AreArns(composite))
        {
            PostParts(composite, composite.Split(','), instance);
            return;
        }

        foreach (var separator in Identifiers.CompositeSeparators)
        {
            PostParts(composite, composite.Split(separator), instance);
        }

        PostParts(composite, composite.SplitAny(Identifiers.CompositeSeparators), instance);
    }

    private void PostParts(ReadOnlySpan<char> composite, MemoryExtensions.SpanSplitEnumerator<char> parts, int instance)
    {
        foreach (var part in parts)
        {
            if (!composite[part].IsEmpty)
            {
                Post(composite[part], instance);
            }
        }
    }

    private void Post(ReadOnlySpan<char> key, int instance)
    {
        ref var chain = ref CollectionsMarshal.GetValueRefOrAddDefault(_bySpan, key, out var isKnown);
        if (isKnown && _links[chain.Last].Instance == instance)
        {
            return;
        }

        if (isKnown)
        {
            CollectionsMarshal.AsSpan(_links)[chain.Last].Next = _links.Count;
        }

        chain = new(isKnown ? chain.First : _links.Count, _links.Count);
        _links.Add(new(instance));
    }

    private readonly record struct Chain(int First, int Last);

    private struct Link(int instance)
    {
        public readonly int Instance = instance;
        public int Next = End;
    }
}
