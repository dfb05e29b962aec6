namespace DriftStream.Core.Terraform;

/// <summary>Picks the managed AWS instances out of a document and gives them their addresses.</summary>
internal sealed class InstanceList
{
    private const string TypePrefix = "aws_";
    private readonly StateDocument _document;
    private readonly StateSource _source;
    private readonly List<ResourceInstance> _instances = [];
    private readonly HashSet<(string Address, string? Deposed)> _seen = [];
    private readonly SortedDictionary<string, int> _others = new(StringComparer.Ordinal);
    private int _data;
    private bool _hasFlat;

    private InstanceList(StateDocument document, StateSource source)
    {
        _document = document;
        _source = source;
    }

    public static TerraformState Build(StateDocument document, int version, StateSource source)
    {
        var list = new InstanceList(document, source);
        foreach (var resource in document.Resources)
        {
            list.AddResource(resource);
        }

        list.SayWhatFlatAttributesCost();
        return new TerraformState(
            source.Name,
            version,
            document.TerraformVersion,
            document.Lineage,
            document.Serial,
            list._instances,
            list._others.Values.Sum(),
            document.Problems.ToList())
        {
            Runners = source.Runners,
            OtherProviders = list._others,
            DataInstances = list._data,
        };
    }

    private void AddResource(StoredResource resource)
    {
        if (!resource.IsManaged)
        {
            _data += resource.Instances.Count;
            return;
        }

        if (resource is not { Type: { Length: > 0 } type, Name: { Length: > 0 } name })
        {
            _document.Problems.Add($"A resource without a type or a name (type '{Shown.Text(resource.Type ?? "")}', name '{Shown.Text(resource.Name ?? "")}') is left out.");
            return;
        }

        var provider = ProviderReference.Parse(resource.Provider);
        if (!provider.IsAws || !type.StartsWith(TypePrefix, StringComparison.Ordinal))
        {
            var other = ProviderReference.NameOf(resource.Provider, type);
            _others[other] = _others.GetValueOrDefault(other) + resource.Instances.Count;
            return;
        }

        foreach (var instance in resource.Instances)
        {
            AddInstance(resource, type, name, provider, instance);
        }
    }

    private void AddInstance(StoredResource resource, string type, string name, ProviderReference provider, StoredInstance stored)
    {
        var address = InstanceAddress.Of(resource.Module, type, name, stored.Key ?? "");
        if (Fault(address, stored) is { } fault)
        {
            _document.Problems.Add(fault);
            return;
        }

        var isFlat = stored.Attributes.IsEmpty;
        _hasFlat |= isFlat;
        _instances.Add(new ResourceInstance(isFlat ? Flatmap.ToJson(stored.Flat, stored.Id) : stored.Attributes)
        {
            Address = address,
            Type = type,
            State = _source.Name,
            Lineage = _document.Lineage,
            ProviderAlias = provider.Alias,
            ConfiguredAccount = _source.Account,
            ConfiguredRegion = provider.Region(_source.Region),
            Tainted = stored.Tainted,
            Deposed = stored.Deposed,
            ScalarsOnly = isFlat,
            SensitivePaths = SensitivePath.ReadAll(stored.Sensitive, stored.Attributes),
        });
    }

    private string? Fault(string address, StoredInstance stored)
    {
        if (stored.Key is null)
        {
            return $"An instance of {Shown.Text(address)} is left out: its key is neither a number nor text.";
        }

        if (stored.Attributes.IsEmpty && stored.Flat.IsEmpty && stored.Id is null)
        {
            return $"{Shown.Text(address)} is left out: the state holds no attributes of it.";
        }

        return _seen.Add((address, stored.Deposed))
            ? null
            : $"{Shown.Text(address)} is in the state more than once; the first one counts.";
    }

    private void SayWhatFlatAttributesCost()
    {
        if (_hasFlat)
        {
            _document.Problems.Add(
                "Terraform 0.11 or older wrote some of the resources: their ids, plain values, maps and lists are compared, " +
                "their blocks are not. `terraform apply -refresh-only` with a newer Terraform rewrites them.");
        }
    }
}
