using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace DriftStream.Core.Catalog;

/// <summary>The attributes of a type or block, decoded when first looked at: dashboards have thousands, and few events need them.</summary>
internal sealed class AttributeBlock(AttributeBlocks blocks, int number) : IReadOnlyDictionary<string, AttributeFacts>
{
    private Dictionary<string, AttributeFacts>? _decoded;

    public int Count => Decoded.Count;

    public IEnumerable<string> Keys => Decoded.Keys;

    public IEnumerable<AttributeFacts> Values => Decoded.Values;

    public AttributeFacts this[string key] => Decoded[key];

    private Dictionary<string, AttributeFacts> Decoded =>
        _decoded ?? Interlocked.CompareExchange(ref _decoded, blocks.Decode(number), null) ?? _decoded;

    public bool ContainsKey(string key) => Decoded.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out AttributeFacts value) => Decoded.TryGetValue(key, out value);

    public IEnumerator<KeyValuePair<string, AttributeFacts>> GetEnumerator() => Decoded.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
