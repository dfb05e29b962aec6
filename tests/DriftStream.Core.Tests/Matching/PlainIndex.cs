using System.Text;
using DriftStream.Core.Catalog;
using DriftStream.Core.Matching;
using DriftStream.Core.Terraform;
using DriftStream.Core.Values;

namespace DriftStream.Core.Tests.Matching;

/// <summary>An index of objects and dictionaries, slow and plain: what <see cref="StateIndex"/> has to answer like.</summary>
internal sealed class PlainIndex
{
    private readonly List<ResourceInstance> _instances = [];
    private readonly PlainKeyTable _keys = new();

    public PlainIndex(EventCatalog catalog, IEnumerable<TerraformState> states)
    {
        foreach (var instance in states.SelectMany(s => s.Instances).Where(i => i.Deposed is null))
        {
            Add(instance, new IdentifyingAttributes(catalog.Type(instance.Type)));
        }
    }

    public IEnumerable<string> Find(string key) => _keys.Of(key).Select(Name);

    public IEnumerable<string> Candidates(string value) => _keys.OfAny(value).Select(Name);

    public IEnumerable<string> OfType(string type) => _instances.Where(i => i.Type == type).Select(NameOf);

    public static string NameOf(ResourceInstance instance) => $"{instance.State} {instance.Address}";

    private string Name(int number) => NameOf(_instances[number]);

    private void Add(ResourceInstance instance, IdentifyingAttributes identifying)
    {
        var number = _instances.Count;
        _instances.Add(instance);
        foreach (var (name, value) in instance.Attributes.Members.Where(m => identifying.Contains(Encoding.UTF8.GetBytes(m.Key))))
        {
            foreach (var text in value.Kind == ValueKind.List ? value.Items.Where(i => i.Kind == ValueKind.Text) : [value])
            {
                if (text.Kind is ValueKind.Text or ValueKind.Number && text.Text.Length is > 0 and < InstanceKeys.MostLetters)
                {
                    _keys.Add(text.Text, name == "id", number);
                }
            }
        }
    }
}
