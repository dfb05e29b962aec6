using DriftStream.Core.Catalog;
using DriftStream.Core.Terraform;

namespace DriftStream.Core.Matching;

/// <summary>What the attributes of a table's instances tell of who they are.</summary>
/// <param name="Keys">What identifies each.</param>
/// <param name="Places">Where each lives, as far as it says so itself.</param>
internal sealed record ToldIdentities(InstanceKeys Keys, Placement[] Places)
{
    /// <summary>Reads them.</summary>
    public static ToldIdentities Of(InstanceTable table, EventCatalog catalog)
    {
        var builder = new InstanceKeysBuilder();
        var identity = new InstanceIdentity(builder);
        var attributes = Array.ConvertAll(table.Types, type => new IdentifyingAttributes(catalog.Type(type)));
        var places = new Placement[table.Count];
        using var window = table.Window();
        for (var number = 0; number < table.Count; number++)
        {
            if (table.MarksOf(number).Deposed is null)
            {
                places[number] = identity.Read(window.Of(number), attributes[table.TypeOf(number)]);
            }
            else
            {
                builder.EndInstance();
            }
        }

        return new(builder.Build(), places);
    }

    /// <summary>Those of some instances.</summary>
    public ToldIdentities Of(int[] picked) => new(Keys.Of(picked), Array.ConvertAll(picked, row => Places[row]));
}
