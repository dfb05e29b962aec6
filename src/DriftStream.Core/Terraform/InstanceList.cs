using System.Runtime.InteropServices;

namespace DriftStream.Core.Terraform;

/// <summary>Picks the managed AWS instances out of a document and gives them their addresses.</summary>
/// <param name="content">The state's bytes, of which only places are kept.</param>
/// <param name="source">Where they came from.</param>
internal sealed class InstanceList(ReadOnlyMemory<byte> content, StateSource source)
{
    private const string TypePrefix = "aws_";
    private static readonly InstanceMarks None = new(null, null, Tainted: false, null, ScalarsOnly: false, []);
    private readonly InstanceTableBuilder _table = new();
    private readonly SortedDictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<string>> _paths = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ProviderReference> _providers = new(StringComparer.Ordinal);
    private readonly ProblemList _problems = new();
    private int _data;
    private bool _hasFlat;

    /// <summary>Whether nothing at all was added.</summary>
    public bool IsEmpty => _table.Rows.Count == 0 && _others.Count == 0 && _data == 0;

    /// <summary>The state, of all that was added.</summary>
    public TerraformState Build(StateDocument document, int version, StateContent kept)
    {
        SayWhatFlatAttributesCost();
        document.Problems.AddAll(_problems);
        return new TerraformState(
            source.Name,
            version,
            document.TerraformVersion,
            document.Lineage,
            document.Serial,
            new InstanceTable(_table, kept, source, document.Lineage),
            _others.Values.Sum(),
            document.Problems.ToList())
        {
            Runners = source.Runners,
            OtherProviders = _others,
            DataInstances = _data,
        };
    }

    /// <summary>Takes what concerns us of a resource, and nothing of the object itself.</summary>
    public void Add(StoredResource resource)
    {
        if (!resource.IsManaged)
        {
            _data += resource.Instances.Count;
            return;
        }

        if (resource is not { Type: { Length: > 0 } type, Name: { Length: > 0 } name })
        {
            _problems.Add($"A resource without a type or a name (type '{Shown.Text(resource.Type ?? "")}', name '{Shown.Text(resource.Name ?? "")}') is left out.");
            return;
        }

        var provider = Provider(resource.Provider ?? "");
        if (!provider.IsAws || !type.StartsWith(TypePrefix, StringComparison.Ordinal))
        {
            var other = ProviderReference.NameOf(resource.Provider, type);
            _others[other] = _others.GetValueOrDefault(other) + resource.Instances.Count;
            return;
        }

        foreach (ref readonly var instance in CollectionsMarshal.AsSpan(resource.Instances))
        {
            AddInstance(resource, type, name, provider, instance);
        }
    }

    private ProviderReference Provider(string text)
    {
        if (!_providers.TryGetValue(text, out var known))
        {
            _providers.Add(text, known = ProviderReference.Parse(text));
        }

        return known;
    }

    private void AddInstance(StoredResource resource, string type, string name, ProviderReference provider, in StoredInstance stored)
    {
        if (Fault(resource.Module, type, name, stored) is { } fault)
        {
            _problems.Add(fault);
            return;
        }

        var isFlat = stored.Attributes.IsEmpty;
        _hasFlat |= isFlat;
        var marks = None with
        {
            ProviderAlias = provider.Alias,
            Region = provider.Region(source.Region),
            Tainted = stored.Tainted,
            Deposed = stored.Deposed,
            ScalarsOnly = isFlat,
            SensitivePaths = OneList(SensitivePath.ReadAll(stored.Sensitive, stored.Attributes)),
        };
        if (isFlat)
        {
            _table.Add(resource.Module, type, name, stored.Key!, Flatmap.ToJson(stored.Flat, stored.Id), marks);
        }
        else
        {
            content.Span.Overlaps(stored.Attributes.Span, out var start);
            _table.Add(resource.Module, type, name, stored.Key!, (start, stored.Attributes.Length), marks);
        }
    }

    // One list for all instances with the same paths.
    private IReadOnlyList<string> OneList(IReadOnlyList<string> paths)
    {
        if (paths.Count == 0)
        {
            return None.SensitivePaths;
        }

        var key = string.Join('\0', paths);
        return _paths.TryGetValue(key, out var known) ? known : _paths[key] = paths;
    }

    private string? Fault(string? module, string type, string name, in StoredInstance stored)
    {
        if (stored.Key is not { } key)
        {
            return $"An instance of {Shown.Text(InstanceAddress.Of(module, type, name, ""))} is left out: its key is neither a number nor text.";
        }

        if (stored.Attributes.IsEmpty && stored.Flat.IsEmpty && stored.Id is null)
        {
            return $"{Shown.Text(InstanceAddress.Of(module, type, name, key))} is left out: the state holds no attributes of it.";
        }

        return _table.Holds(module, type, name, key, stored.Deposed)
            ? $"{Shown.Text(InstanceAddress.Of(module, type, name, key))} is in the state more than once; the first one counts."
            : null;
    }

    private void SayWhatFlatAttributesCost()
    {
        if (_hasFlat)
        {
            _problems.Add(
                "Terraform 0.11 or older wrote some of the resources: their ids, plain values, maps and lists are compared, " +
                "their blocks are not. `terraform apply -refresh-only` with a newer Terraform rewrites them.");
        }
    }
}
